import "../styles/confirm.css";
import type { User } from "../../client/types.ts";
import { useForm } from "../form.ts";
import { leaveForGood } from "../leaving.ts";
import { nameOf } from "../person.ts";
import { roomWords } from "../words/words.ts";
import { GuardedForm } from "./guarded-form.tsx";
import { Modal } from "./modal.tsx";
import { OwnPasswordField } from "./own-password-field.tsx";

export interface DeleteAccountProps {
  user: User;
  onKeep(): void;
}

export function DeleteAccount({ user, onKeep }: DeleteAccountProps) {
  const { leaving } = roomWords().data;
  const form = useForm({
    fields: ["password"],
    check: () => ({}),
    send: (read) => leaveForGood(user.id, read("password") || undefined),
    fieldFor: { wrong_password: "password" },
  });
  return (
    <Modal class="confirm" title={leaving.title} onDismiss={onKeep}>
      <p>{leaving.lead(<strong>{nameOf(user)}</strong>)}</p>
      <GuardedForm
        form={form}
        submit={leaving.confirm}
        busy={leaving.deleting}
        grave
        other={
          <button type="button" class="button button-quiet" onClick={onKeep}>
            {leaving.keep}
          </button>
        }
      >
        <OwnPasswordField form={form} name="password" />
      </GuardedForm>
    </Modal>
  );
}
