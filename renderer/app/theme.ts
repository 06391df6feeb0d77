import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  InputBase,
  type MantineColorsTuple,
  Tooltip,
} from '@mantine/core'

/** The accent is shade 7: white on it reaches 5.5:1. */
const teal: MantineColorsTuple = [
  '#f0fdfa',
  '#ccfbf1',
  '#99f6e4',
  '#5eead4',
  '#2dd4bf',
  '#14b8a6',
  '#0d9488',
  '#0f766e',
  '#115e59',
  '#134e4a',
]
const brick: MantineColorsTuple = [
  '#fef3f2',
  '#fee4e2',
  '#fecdca',
  '#fda29b',
  '#f97066',
  '#f04438',
  '#d92d20',
  '#b42318',
  '#912018',
  '#7a271a',
]
const amber: MantineColorsTuple = [
  '#fffaeb',
  '#fef0c7',
  '#fedf89',
  '#fec84b',
  '#fdb022',
  '#f79009',
  '#dc6803',
  '#b54708',
  '#93370d',
  '#7a2e0e',
]
/** Warm greys: paper, not steel. Shade 6 is the lightest that text may have on white (4.9:1). */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f4f2ef',
  '#e7e4df',
  '#d6d2cb',
  '#c4bfb6',
  '#8f8981',
  '#746e67',
  '#57524c',
  '#3f3b37',
  '#211f1d',
]
const dark: MantineColorsTuple = [
  '#ece9e4',
  '#cfcac3',
  '#b3ada5',
  '#8f8981',
  '#423e39',
  '#3a3733',
  '#2b2926',
  '#1d1b19',
  '#171614',
  '#100f0e',
]

/** The look of LOOK.md in Mantine's terms. Colours of states are variables in `global.css`. */
export const theme = createTheme({
  fontFamily: "'Noto Sans Variable', 'Noto Sans', sans-serif",
  fontSizes: { xs: '12.5px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '17px', lineHeight: '1.35' },
      h3: { fontSize: '15px', lineHeight: '1.4' },
    },
  },
  colors: { teal, red: brick, yellow: amber, gray, dark },
  primaryColor: 'teal',
  primaryShade: 7,
  defaultRadius: 8,
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '12px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '32px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', size: 36, color: 'gray' },
    }),
    InputBase: InputBase.extend({ defaultProps: { size: 'sm' } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, transitionProps: { duration: 80 } },
    }),
    Modal: { defaultProps: { transitionProps: { duration: 100 } } },
    Popover: { defaultProps: { transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 } } },
    Combobox: { defaultProps: { transitionProps: { duration: 0 } } },
  },
})

/** Greys that carry text are darkened to 4.5:1 and more. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1c1917',
    '--mantine-color-dimmed': '#5f5953',
    '--mantine-color-placeholder': '#746e67',
    '--mantine-color-error': '#b42318',
    '--mantine-color-default-border': '#d0cbc3',
    '--mantine-color-red-light': '#fdebe9',
    '--mantine-color-yellow-light': '#fdf1d3',
    '--mantine-color-teal-light': '#e2f3f0',
    '--mantine-color-teal-light-hover': '#d3ebe7',
    '--mantine-color-teal-light-color': '#0f5f58',
  },
  dark: {
    '--mantine-color-text': '#ece9e4',
    '--mantine-color-dimmed': '#b3ada5',
    '--mantine-color-placeholder': '#a39d95',
    '--mantine-color-error': '#fda29b',
    '--mantine-color-default-border': '#4d4943',
    '--mantine-color-red-light': '#3f1914',
    '--mantine-color-yellow-light': '#3a2a0c',
    '--mantine-color-teal-light': '#12332f',
    '--mantine-color-teal-light-hover': '#17423d',
    '--mantine-color-teal-light-color': '#8fe3d6',
  },
})
