import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconLanguage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { languages } from '#contract/values.ts'
import { setLanguage, useLanguage } from '../texts/index.ts'
import styles from './Shell.module.css'

/** The three languages of the window. */
export function LanguageMenu() {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={styles.person}>
          <IconLanguage size={18} stroke={1.6} aria-hidden />
          <VisuallyHidden>
            {t('common.language')}: {t(`common.languages.${language}`)}
          </VisuallyHidden>
          <span aria-hidden>{language}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            onClick={() => setLanguage(one)}
            rightSection={one === language ? <IconCheck size={16} aria-hidden /> : null}
          >
            {t(`common.languages.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
