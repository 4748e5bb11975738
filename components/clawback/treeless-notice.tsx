// Says early that a run over a snapshot can be drafted but never proposed, because it has no tree in the log.
import { Notice } from '@/components/ui/notice'
import { noTreeSentence } from '@/lib/domain/snapshot-tree'

export type TreelessNoticeProps = { snapshot: { id: string; isProvable: boolean } }

export const TreelessNotice = ({ snapshot: { id, isProvable } }: TreelessNoticeProps) =>
  isProvable ? null : <Notice kind="message" title={noTreeSentence(id)} />
