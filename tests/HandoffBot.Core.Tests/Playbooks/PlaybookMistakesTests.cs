namespace HandoffBot.Core.Tests.Playbooks;

public class PlaybookMistakesTests
{
    [Theory]
    [InlineData("read-back: true", "§readback: true", "'readback' is not a key of a playbook; did you mean 'read-back'?")]
    [InlineData("read-back: true", "read-back: true\n§read-back: false", "'read-back' is here twice; it stands in line 22 already")]
    [InlineData("playbook: sales-to-onboarding", "playbook: §Sales to Onboarding", "playbook 'Sales to Onboarding' may have lower case letters, digits and hyphens, at most 60, such as 'account-management'")]
    [InlineData("name: Sales to Onboarding", "name: §From Sales to Onboarding!", "'name' has 25 characters; 24 are the most")]
    [InlineData("from: sales", "from: §slaes", "team 'slaes' is not defined; did you mean 'sales'?")]
    [InlineData("to: onboarding", "to: §[onboarding]", "'to' is a single value, not a list")]
    [InlineData("owner: root@acme.example", "owner: §root", "'root' is not an e-mail address such as kim@example.com")]
    [InlineData("within: 4h", "within: §4 hours", "'within' is a time such as 45s, 30m, 4h, 2d, '4 business hours' or '2 business days', not '4 hours'")]
    [InlineData("ladder: standard", "ladder: standard, calendar: §offise", "calendar 'offise' is not defined; did you mean 'office'?")]
    [InlineData("acceptance: {", "§aceptance: {", "'aceptance' is not a key of 'clocks'; did you mean 'acceptance'?")]
    [InlineData("read-back: true", "read-back: §perhaps", "'read-back' is true or false, not 'perhaps'")]
    [InlineData("criteria: [It can be done]", "criteria: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, §u]", "there are 21 criteria; 20 are the most")]
    [InlineData("\n  - { id: unclear, label: It is not clear }", " §[]", "'reject-reasons' needs at least one reason such as { id: scope-unclear, label: The scope is unclear }")]
    [InlineData("label: It is not clear }", "label: It is not clear }\n  - { id: §unclear, label: Again }", "reject reason 'unclear' is here twice")]
    [InlineData("label: It is not clear }", "label: It is not clear }\n  - { id: §exception-refused, label: Mine }", "'exception-refused' is built in; give this reason another id")]
    [InlineData("{ id: unclear, label: It is not clear }", "{ id: unclear, label: It is not clear }\n  - §{ id: other }", "a reject reason needs 'label'")]
    public void The_playbook_itself(string from, string to, string says) => Small.AssertMistake(Small.PlaybookFile, from, to, says);

    [Theory]
    [InlineData("§strat", "field 'strat' is not defined; did you mean 'start'?")]
    [InlineData("§segment", "'segment' is no date, so nothing can start on it")]
    [InlineData("§start", "'starts' needs the clock 'handover', which runs from that day until it is sent; add it to 'clocks'")]
    public void What_the_whole_starts_on(string field, string says) => Small.AssertMistake(Small.PlaybookFile, "read-back: true", $"starts: {field}", says);

    [Theory]
    [InlineData("type: choice, options: [SMB, Enterprise] }", "type: §choise, options: [SMB, Enterprise] }", "'choise' is not a type of field; did you mean 'choice'?")]
    [InlineData("{ id: note, label: Note, type: text }", "§{ id: note, type: text }", "a field needs 'label'")]
    [InlineData("{ id: note,", "{ id: §Deal note,", "'Deal note' is not an id: lower case letters, digits and '_', at most 60, such as 'deal_note'")]
    [InlineData("{ id: note,", "{ id: §client,", "field 'client' is here twice; it stands in line 11 already")]
    [InlineData("type: text }", "type: text, min: §3 }", "'min' belongs to fields of type number and money, not text")]
    [InlineData("type: text }", "type: text, min-length: §0 }", "'min-length' is a whole number from 1 to 3000, not '0'")]
    [InlineData("type: text }", "type: text, max-length: §3001 }", "'max-length' is a whole number from 1 to 3000, not '3001'")]
    [InlineData("type: text }", "type: text, min-length: §9, max-length: 3 }", "'min-length' 9 is more than 'max-length' 3")]
    [InlineData("type: text }", "type: text, pattern: §\"[a-\" }", "this pattern cannot be read at its character 3: UnterminatedBracket")]
    [InlineData("type: text }", "type: text, pattern: §\"(a)\\\\1\" }", "this pattern needs backtracking (look-around, back-references and the like), which is not run; write it without, or say it in 'hint'")]
    [InlineData("type: text }", "type: text, pattern-says: §Like A-1 }", "'pattern-says' explains a 'pattern', and there is none")]
    [InlineData("min: 0", "min: §5, max: 3", "'min' 5 is more than 'max' 3")]
    [InlineData("min: 0", "min: §lots", "'min' is a number such as 12 or 12.5, not 'lots'")]
    [InlineData("type: date }", "type: date, not-before: §tomorrow }", "'not-before' is a date such as 2026-12-31, 'today', or 'today+30d', not 'tomorrow'")]
    [InlineData("type: date }", "type: date, not-before: §today+9d, not-after: today+3d }", "'not-before' is later than 'not-after', so no date would do")]
    [InlineData("options: [SMB, Enterprise]", "options: [SMB, Enterprise, §smb]", "option 'smb' is here twice")]
    [InlineData("{ id: segment, label: Segment, type: choice, options: [SMB, Enterprise] }\n      -", "{ id: segment, label: Segment, type: choice, options: [Enterprise, §\"0123456789012345678901234567890123456789012345678901234567890123456789012345\"] }\n      -", "this option has 76 characters; 75 are the most")]
    public void Fields(string from, string to, string says) => Small.AssertMistake(Small.PlaybookFile, from, to, says);

    [Theory]
    [InlineData("  - step: The deal", "  §- step: The deal", "type: client, required: true", "type: text, required: true", "no field says which client is handed over; add { id: client, label: Client, type: client, required: true }")]
    [InlineData("id: client,", "id: §client,", ", required: true", "", "'client' says which client is handed over, so it needs 'required: true'")]
    public void Without_a_client_there_is_nothing_to_hand_over(string from, string to, string also, string becomes, string says)
    {
        var whole = Small.Changed(Small.Changed(Small.Playbook, from, to), also, becomes);
        Small.AssertMistakeIn(Small.PlaybookFile, whole, says);
    }

    [Theory]
    [InlineData("fields:\n      - { id: note, label: Note, type: text }", "fields: §[]", "a step needs at least one field")]
    [InlineData("  - step: More\n    fields:", "  - §fields:", "a step needs 'step'")]
    [InlineData("- { id: note, label: Note, type: text }", "- §note", "a field is a set of keys (id, label, type, required, hint, when, min-length, max-length, pattern, pattern-says, min, max, not-before, not-after, options), not a single value")]
    public void Steps(string from, string to, string says) => Small.AssertMistake(Small.PlaybookFile, from, to, says);

    [Fact]
    public void A_step_has_at_most_thirty_fields()
    {
        var fields = string.Concat(Enumerable.Range(1, 30).Select(n => $"\n      - {(n == 30 ? "§" : "")}{{ id: more_{n}, label: More, type: text }}"));
        Small.AssertMistake(
            Small.PlaybookFile, "{ id: note, label: Note, type: text }", "{ id: note, label: Note, type: text }" + fields,
            "this step has 31 fields; 30 are the most that fit on a screen");
    }

    [Fact]
    public void A_choice_has_at_most_a_hundred_options()
    {
        var options = string.Join(", ", Enumerable.Range(1, 101).Select(n => $"{(n == 101 ? "§" : "")}o{n}"));
        Small.AssertMistake(Small.PlaybookFile, "type: text }", $"type: choices, options: [{options}] }}", "there are 101 options; 100 are the most");
    }

    [Theory]
    [InlineData("field: segment, is: Enterprise } }\n  - step", "field: segment, is: §Entreprise } }\n  - step", "'Entreprise' is not an option of 'segment'; did you mean 'Enterprise'?")]
    [InlineData("field: segment, is: Enterprise } }\n  - step", "field: §segmnt, is: Enterprise } }\n  - step", "field 'segmnt' is not defined; did you mean 'segment'?")]
    [InlineData("field: segment, is: Enterprise } }\n  - step", "field: §note, is: x } }\n  - step", "a condition looks only at earlier fields, and 'note' does not come before this one")]
    [InlineData("field: segment, is: Enterprise } }\n  - step", "field: §scope, is: x } }\n  - step", "a condition looks only at earlier fields, and 'scope' does not come before this one")]
    [InlineData("{ field: segment, is: Enterprise } }\n  - step", "§{ field: segment } }\n  - step", "a condition needs one of 'is', 'is-not', 'any-of', 'at-least', 'answered', 'all' or 'any'")]
    [InlineData("{ field: segment, is: Enterprise } }\n  - step", "§{ field: segment, is: SMB, is-not: Enterprise } }\n  - step", "a condition has one comparison, not 'is' and 'is-not'; join several with 'all' or 'any'")]
    [InlineData("{ field: segment, is: Enterprise } }\n  - step", "§{ is: SMB } }\n  - step", "a condition needs 'field'")]
    [InlineData("is: Enterprise } }\n  - step", "is: §[SMB] } }\n  - step", "'is' is a single value, not a list; for one of several write 'any-of'")]
    [InlineData("is: Enterprise } }\n  - step", "any-of: [SMB, §Enterprize] } }\n  - step", "'Enterprize' is not an option of 'segment'; did you mean 'Enterprise'?")]
    [InlineData("is: Enterprise } }\n  - step", "any-of: §[] } }\n  - step", "'any-of' needs at least one value")]
    [InlineData("is: Enterprise } }\n  - step", "at-least: §3 } }\n  - step", "'at-least' compares numbers and amounts, and 'segment' is neither")]
    [InlineData("is: Enterprise } }\n  - step", "answered: §perhaps } }\n  - step", "'answered' is true or false, not 'perhaps'")]
    [InlineData("{ field: segment, is: Enterprise } }\n  - step", "{ field: value, is: §5 } }\n  - step", "'value' is an amount; compare it with 'at-least'")]
    [InlineData("{ field: segment, is: Enterprise } }\n  - step", "{ field: seats, is: §few } }\n  - step", "'seats' is a number, never 'few'")]
    [InlineData("{ field: segment, is: Enterprise } }\n  - step", "{ field: trial, is: §maybe } }\n  - step", "'trial' is yes or no, never 'maybe'")]
    [InlineData("{ field: segment, is: Enterprise } }\n  - step", "{ field: start, is: §soon } }\n  - step", "'start' is a date such as 2026-12-31, never 'soon'")]
    [InlineData("{ field: segment, is: Enterprise } }\n  - step", "{ all: §[] } }\n  - step", "'all' needs at least one condition")]
    [InlineData("{ field: segment, is: Enterprise } }\n  - step", "{ any: [{ field: segment, is: SMB }, { field: segment, is: §SBM }] } }\n  - step", "'SBM' is not an option of 'segment'; did you mean 'SMB'?")]
    public void Conditions(string from, string to, string says) => Small.AssertMistake(Small.PlaybookFile, from, to, says);

    [Theory]
    [InlineData(", owner: olu@acme.example }", ", owner: §olu }", "'olu' is not an e-mail address such as kim@example.com")]
    [InlineData(", owner: olu@acme.example }", ", to: §delivery }", "team 'delivery' is not defined; possible: 'sales', 'onboarding'")]
    [InlineData("- { when: { field: segment, is: Enterprise }, owner: olu@acme.example }", "- §{ when: { field: note, is: x } }", "a rule of 'routing' names a team in 'to', an 'owner', or both")]
    [InlineData("- { when: { field: segment, is: Enterprise }, owner: olu@acme.example }", "- §{ owner: olu@acme.example }", "a rule of 'routing' needs 'when'")]
    [InlineData("{ when: { field: segment, is: Enterprise }, owner", "{ when: { field: §nowhere, is: x }, owner", "field 'nowhere' is not defined; possible: 'client', 'segment', 'value', 'seats', 'trial', 'start', 'scope', 'note'")]
    public void Routing(string from, string to, string says) => Small.AssertMistake(Small.PlaybookFile, from, to, says);
}
