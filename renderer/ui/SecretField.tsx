import { PasswordInput, type PasswordInputProps } from '@mantine/core'

interface SecretFieldProps extends Omit<PasswordInputProps, 'value' | 'onChange'> {
  value: string
  onChange: (typed: string) => void
}

/** A PIN or password, which nothing remembers. */
export const SecretField = ({ onChange, ...rest }: SecretFieldProps) => (
  <PasswordInput
    {...rest}
    onChange={(event) => onChange(event.currentTarget.value)}
    autoComplete="off"
  />
)
