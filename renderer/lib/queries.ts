import {
  keepPreviousData,
  QueryClient,
  skipToken,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { fileTroubles, type MethodKind, type Topic } from '#contract/envelope.ts'
import type { CallInput, Contract, MethodName, MethodOutput } from '#contract/index.ts'
import { call, type FailureCode, type ServiceError, shell, whenSignedOut } from './client.ts'
import { topicsOf } from './topics.ts'

type NamesOf<Kind extends MethodKind> = {
  [Name in MethodName]: Contract[Name]['kind'] extends Kind ? Name : never
}[MethodName]
/** Methods that change nothing, previews among them. An upkeep may be either. */
export type ReadName = NamesOf<'read' | 'preview' | 'upkeep'>
/** Methods that change something. */
export type WriteName = NamesOf<'command' | 'upkeep'>

/** Answers stay fresh until the service says that something changed; nothing polls. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** The key under which an answer is kept: what it is made of, the method, its input. */
export const keyOf = <Name extends ReadName>(name: Name, input: CallInput<Name> | null) =>
  [topicsOf(name), name, input] as const

/** Reads again whatever is made of these topics. */
export function refresh(changed: readonly Topic[]): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) =>
      (queryKey[0] as readonly Topic[]).some((topic) => changed.includes(topic)),
  })
}

/** While nobody has signed in, nothing is read: what stands on the closed screen stays as it is. */
let closed = false
const refreshAccess = () =>
  void queryClient.invalidateQueries({ queryKey: keyOf('access.state', {}) })

/** Nothing is read any more but who has signed in. */
export function stopReading(): void {
  closed = true
  refreshAccess()
}

/** Reads everything anew; of somebody else nothing is kept. */
export async function readAgain({ asAnother }: { asAnother: boolean }): Promise<void> {
  closed = false
  if (asAnother) queryClient.removeQueries({ predicate: ({ queryKey }) => !isAccess(queryKey) })
  await queryClient.invalidateQueries()
}

const isAccess = ([, name]: readonly unknown[]) => name === 'access.state'

/** Whether people sign in here, as far as is known. */
const isGuarded = () =>
  queryClient.getQueryData<MethodOutput<'access.state'>>(keyOf('access.state', {}))?.guarded ===
  true

/** Refreshes by the service's change events; a service that was started again refreshes all. */
export function listenForChanges(): () => void {
  // Whoever is not known any more is asked to sign in, in place of a refusal in each field.
  whenSignedOut(stopReading)
  return window.bastau.listen((message) => {
    if (message.event === 'changed') {
      if (closed) refreshAccess()
      else refresh(message.topics)
    } else if (closed || isGuarded()) stopReading()
    else void queryClient.invalidateQueries()
  })
}

/** Of these nothing more is done with the file until it is opened anew. */
const spoilt: readonly FailureCode[] = ['file_replaced', 'file_damaged']
const unreadable: readonly FailureCode[] = [...fileTroubles, 'service_lost']

/** Whether what was refused can be had only from a data service that is started anew. */
export const needsStart = (code: FailureCode, { reading }: { reading: boolean }): boolean =>
  (reading ? unreadable : spoilt).includes(code)

/** Starts the data service anew and reads everything again, or why it cannot be read. */
export async function startDataService(): Promise<void> {
  await shell('startService', undefined)
  await queryClient.invalidateQueries()
}

/**
 * An answer of the service, kept and refreshed by change events. A null input asks nothing.
 * `keepPrevious` shows the last answer while the next one is under way (lists that are searched).
 */
export function useRead<Name extends ReadName>(
  name: Name,
  input: CallInput<Name> | null,
  options: { keepPrevious?: boolean } = {},
): UseQueryResult<MethodOutput<Name>, ServiceError> {
  const answer = useQuery<MethodOutput<Name>, ServiceError>({
    queryKey: keyOf(name, input),
    queryFn: input === null ? skipToken : () => call(name, input),
    ...(options.keepPrevious && { placeholderData: keepPreviousData as never }),
  })
  // What somebody may not see is not there for them: a whole screen says so itself.
  const isHidden = answer.error?.code === 'not_allowed'
  return isHidden ? ({ ...answer, error: null, isError: false } as typeof answer) : answer
}

/** A write. `mutateAsync` throws `ServiceError`; screens refresh from the change event. */
export function useWrite<Name extends WriteName>(
  name: Name,
): UseMutationResult<MethodOutput<Name>, ServiceError, CallInput<Name>> {
  return useMutation<MethodOutput<Name>, ServiceError, CallInput<Name>>({
    mutationFn: (input) => call(name, input),
    // Another program has written to the file: its changes come with no event of ours.
    onError: (error) => {
      if (error.code === 'changed_since') void queryClient.invalidateQueries()
    },
  })
}
