export { RackScreen } from './RackScreen.tsx'
