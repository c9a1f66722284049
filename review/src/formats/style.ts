/** The style of the HTML page. Fonts and colours are the system's and its own: it loads nothing. Every text has at least
 *  the contrast of 4.5 to 1 that WCAG 2.2 asks for, and no colour is the only sign of anything. */
export const STYLE = `
:root { color-scheme: light; --text: #1b1f24; --quiet: #57606a; --line: #d0d7de; --soft: #f6f8fa; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem 1.25rem 3rem; color: var(--text); background: #fff;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1, h2, h3 { line-height: 1.25; margin: 1.75rem 0 .6rem; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; margin-top: .5rem; } h2 { font-size: 1.35rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
h3 { font-size: 1.1rem; }
p { margin: .4rem 0; overflow-wrap: anywhere; }
a { color: #0550ae; }
:focus-visible { outline: 3px solid #0550ae; outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; }
.finding { border: 1px solid var(--line); border-left-width: .4rem; border-radius: .3rem; padding: .6rem .9rem; margin: .75rem 0; }
.finding h3 { margin: 0 0 .3rem; font-size: 1rem; }
.finding.high { border-left-color: #a40e26; } .finding.medium { border-left-color: #9a6700; }
.finding.low { border-left-color: #0550ae; } .finding.info, .finding.accepted { border-left-color: #6e7781; }
.severity { display: inline-block; min-width: 4.2rem; padding: 0 .5rem; margin-right: .4rem; border-radius: 1rem; text-align: center;
  font-size: .8rem; font-weight: 600; color: #fff; background: #57606a; }
.severity.high { background: #a40e26; } .severity.medium { background: #7d4e00; } .severity.low { background: #0550ae; }
.id { color: var(--quiet); font-weight: 400; font-size: .85rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: .3rem 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
code, .code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: .86em; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 1rem; font-size: .92rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid var(--line); padding: .35rem .55rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; min-width: 7rem; }
.short { white-space: nowrap; min-width: 0; }
thead th { background: var(--soft); }
.data { white-space: nowrap; } .data::before { content: "\\25CF\\00A0"; }
.data.own::before { color: #116329; } .data.others::before { color: #a40e26; } .data.shared::before { color: #0550ae; }
.data.none::before, .data.unknown::before { color: #6e7781; }
figure { margin: .75rem 0; } figcaption { color: var(--quiet); font-size: .9rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .3rem; }
.picture { display: block; min-width: 60rem; width: 100%; height: auto; }
.picture text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; fill: #1b1f24; }
.picture .note { font-style: italic; }
.picture rect { fill: #fff; stroke: #57606a; stroke-width: 1.5; }
.picture .pool rect { fill: #f6f8fa; stroke-width: 2.5; } .picture .own rect { fill: #e9f7ec; stroke: #116329; }
.picture .others rect { fill: #fdeceb; stroke: #a40e26; stroke-width: 2.5; } .picture .shared rect { fill: #eaf3fd; stroke: #0550ae; }
.picture .unknown rect { fill: #fff8e5; stroke: #7d4e00; }
.picture .off rect { fill: #fff; stroke: #6e7781; stroke-dasharray: 5 4; } .picture .off text { fill: #57606a; }
.picture .line { fill: none; stroke: #57606a; stroke-width: 1.5; } .picture .line.off { stroke: #8c959f; stroke-dasharray: 5 4; }
footer { margin-top: 2rem; color: var(--quiet); font-size: .9rem; }
@media screen and (max-width: 48rem) {
  dl { grid-template-columns: 1fr; } dt { margin-top: .25rem; }
  .rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .rows, .rows tbody, .rows tr, .rows td, .rows caption { display: block; width: 100%; }
  .rows tr { border: 1px solid var(--line); border-radius: .3rem; margin: .5rem 0; padding: .3rem .6rem; }
  .rows td { border: 0; padding: .15rem 0; } .rows td:empty { display: none; }
  .rows td[data-label]::before { content: attr(data-label); display: block; color: var(--quiet); font-size: .8rem; font-family: system-ui, sans-serif; }
  .rows td.data::before { content: attr(data-label); color: var(--quiet); }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; } nav { display: none; }
  .finding, tr, figure { break-inside: avoid; } h2, h3, caption { break-after: avoid; } thead { display: table-header-group; }
  table { font-size: 8pt; } th, td { min-width: 4rem; padding: 2pt 3pt; } .data { white-space: normal; }
  .scroll { overflow: visible; border: 0; } .picture { min-width: 0; }
  .severity { border: 1px solid #1b1f24; color: #1b1f24; background: #fff !important; }
  a { color: inherit; text-decoration: none; }
}
`;
