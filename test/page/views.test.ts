// All that a person sees of a season, by subject. It is built once and seen by one browser: that takes longer than looking.
import './season/every-view.ts'
import './season/numbers.ts'
import './season/proofs.ts'
import './season/keyboard.ts'
import './season/going-on.ts'
import './season/without-games.ts'
