import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../api/client';
import { useSignIn } from '../../api/session';
import classes from './sign-in.module.css';

export function SignIn() {
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ email: email.trim(), password });
  };
  return (
    <main className={classes.page}>
      <form className={classes.form} onSubmit={submit} aria-labelledby="sign-in">
        <h1 id="sign-in">Weir</h1>
        <p className={classes.lead}>Sign in to the desk.</p>
        <TextInput label="Email" type="email" name="email" autoComplete="username" required withAsterisk={false} size="md" value={email} onChange={(event) => { setEmail(event.currentTarget.value); }} autoFocus />
        <PasswordInput label="Password" name="password" autoComplete="current-password" required withAsterisk={false} size="md" value={password} onChange={(event) => { setPassword(event.currentTarget.value); }} />
        <p className={classes.problem} role="alert">{signIn.isError ? sentence(signIn.error) : ''}</p>
        <Button type="submit" size="md" fullWidth loading={signIn.isPending}>Sign in</Button>
      </form>
    </main>
  );
}

function sentence(error: Error): string {
  if (!(error instanceof ApiError) || error.unreachable) return 'The service cannot be reached. Please try again in a moment.';
  if (error.status === 429) return 'Too many attempts. Please wait a quarter of an hour.';
  if (error.status === 401 || error.status === 422) return 'Email or password is wrong.';
  return error.message;
}
