export default function Home() {
  return <main>Strata</main>;
}
