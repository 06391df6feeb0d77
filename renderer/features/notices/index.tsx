import { CallsScreen } from './CallsScreen.tsx'

export default CallsScreen
