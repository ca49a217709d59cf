export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  url: string;
  from: string;
}

/** The mail server of `SMTP_URL` and the sender of `REVERIE_MAIL_FROM`; null where the installation sends no e-mail. */
export function mailSettings(): MailSettings | null {
  const { SMTP_URL: url = "", REVERIE_MAIL_FROM: from = "" } = process.env;
  return url.trim() === "" || from.trim() === "" ? null : { url, from };
}
