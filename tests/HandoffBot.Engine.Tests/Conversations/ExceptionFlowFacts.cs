using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;
using static HandoffBot.Engine.Tests.Conversations.PromisingFacts;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>Leaving something open: asked for on the last screen, approved by accepting, filled in from the cards.</summary>
public sealed class ExceptionFlowFacts
{
    private static readonly (string, Input)[] Why = [("reason", Text("Legal has not signed yet")), ("until", Text("2026-12-15"))];

    [Fact]
    public async Task It_is_asked_for_beside_what_is_missing_asked_otherwise_and_taken_back()
    {
        await using var office = await OpenAsync();
        var review = await MissingAsync(office);
        var finding = review.Parts.OfType<FormPart.Finding>().Single();
        Assert.Equal("Ask for an exception", finding.Or!.Label);

        var form = Next(await office.PressesInAsync(Sam, review, finding.Or.Press));
        var listed = Next(await office.SubmitsAsync(Sam, form, Why));
        Assert.Empty(listed.Parts.OfType<FormPart.Finding>());

        var change = Next(await office.PressesInAsync(Ana, listed, Button(listed, "Change “What was sold”")));
        Assert.Equal(["Legal has not signed yet", "2026-12-15"], change.Parts.OfType<FormPart.ChecklistField>().Select(one => ((Input.Typed)one.Current!).Text));
        var changed = Next(await office.SubmitsAsync(Ana, change, ("reason", Text("They moved")), ("until", Text("2026-12-20"))));
        Assert.Equal("They moved", Assert.Single((await office.ViewAsync(1001)).Handoff.OpenExceptions).Reason);

        var without = Next(await office.PressesInAsync(Sam, changed, Button(changed, "Take back “What was sold”")));
        Assert.Single(without.Parts.OfType<FormPart.Finding>());
        Assert.Empty((await office.ViewAsync(1001)).Handoff.OpenExceptions);
        var again = Said(await office.PressesInAsync(Sam, changed, Button(changed, "Take back “What was sold”")));
        Assert.Equal("That is no longer among the exceptions of H-1001.", again);
    }

    [Fact]
    public async Task What_has_passed_while_the_receiver_reads_can_be_asked_to_stay_open()
    {
        await using var office = await OpenAsync(new ConfigurationFile(
            "sales-to-support.yml",
            """
            playbook: sales-to-support
            name: Sales to Support
            from: sales
            to: support
            checklist:
              - step: Client
                fields:
                  - { id: client, label: Client, type: client, required: true }
                  - { id: start, label: Start, type: date, required: true, not-before: today }
            reject-reasons: [{ id: unclear, label: Unclear }]
            """));
        var first = Open(await office.TypesAsync(Sam, "new sales-to-support"));
        var review = Next(await office.SubmitsAsync(Sam, first, ("client", NewClient("Brightwave Ltd")), ("start", Text("2026-11-24"))));
        await office.SubmitsAsync(Sam, review);
        var sent = (await office.ViewAsync(1001)).Handoff;
        Assert.Equal(FormKind.CorrectStep, Open(await office.PressesAsync(Sam, Presses.Of(Act.Correct, sent))).Token.Kind);

        office.Time.Pass(TimeSpan.FromDays(3));
        var correct = Open(await office.PressesAsync(Sam, Presses.Of(Act.Correct, sent)));
        var form = Next(await office.PressesInAsync(Sam, correct, Button(correct, "Ask for an exception for “Start”")));
        await office.SubmitsAsync(Sam, form, Why);

        var after = (await office.ViewAsync(1001)).Handoff;
        Assert.Equal(("start", HandoffStatus.Submitted, true), (Assert.Single(after.OpenExceptions).Field, after.Status, after.Revision > sent.Revision));
        var changed = Open(await office.PressesAsync(Sam, Presses.Of(Act.Correct, after)));
        Assert.DoesNotContain("Ask for an exception", string.Concat(changed.Parts.OfType<FormPart.AnswerButtons>().SelectMany(one => one.Of).Select(one => one.Label)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_or_past_stands_beside_its_input()
    {
        await using var office = await OpenAsync();
        var review = await MissingAsync(office);
        var form = Next(await office.PressesInAsync(Sam, review, review.Parts.OfType<FormPart.Finding>().Single().Or!.Press));

        var empty = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form));
        var past = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form, ("reason", Text("Soon")), ("until", Text("2020-01-01"))));
        var malformed = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form, ("reason", Text(new string('x', 501))), ("until", Text("soon"))));

        Assert.Equal(["reason", "until"], empty.ByInput.Keys.Order());
        Assert.Equal("Choose today or a later date.", past.ByInput["until"]);
        Assert.Equal("Soon", ((Input.Typed)past.Redrawn.Parts.OfType<FormPart.ChecklistField>().First().Current!).Text);
        Assert.Equal(["reason", "until"], malformed.ByInput.Keys.Order());
        Assert.Empty((await office.ViewAsync(1001)).Handoff.Exceptions);
    }

    [Fact]
    public async Task Who_may_not_and_what_cannot_stay_open_is_said_before_a_form_opens()
    {
        await using var office = await OpenAsync();
        await MissingAsync(office);
        var draft = (await office.ViewAsync(1001)).Handoff;

        Assert.StartsWith("Only Sam", Said(await office.PressesAsync(Kim, Presses.Of(Act.AskException, draft, "scope"))), StringComparison.Ordinal);
        Assert.StartsWith("Only Sam", Said(await office.PressesAsync(Kim, Presses.Of(Act.TakeBackException, draft, "scope"))), StringComparison.Ordinal);
        Assert.Contains("says what is handed over", Said(await office.PressesAsync(Sam, Presses.Of(Act.AskException, draft, "client"))), StringComparison.Ordinal);
        Assert.Contains("has an answer", Said(await office.PressesAsync(Sam, Presses.Of(Act.AskException, draft, "segment"))), StringComparison.Ordinal);
        Assert.Contains("does not ask for “price”", Said(await office.PressesAsync(Sam, Presses.Of(Act.AskException, draft, "price"))), StringComparison.Ordinal);
        Assert.Equal("There is no H-999.", Said(await office.PressesAsync(Sam, new(Act.AskException, 999, Text: "scope"))));
        Assert.Equal("There is no H-999.", Said(await office.PressesAsync(Sam, new(Act.FillIn, 999, Text: "1"))));
        Assert.Equal("There is no H-999.", Said(await office.SubmitsAsync(Sam, new(new(FormKind.Exception, 999), "x", [], "x"))));
    }

    [Fact]
    public async Task An_answer_makes_it_void_and_the_last_screen_says_so()
    {
        await using var office = await OpenAsync();
        var review = await AskedAsync(office);

        var step = Next(await office.PressesInAsync(Sam, review, new(Act.Back, 1001)));
        Assert.Contains("An answer makes the exception void.", Said(new Reply.NextForm(step)), StringComparison.Ordinal);
        var again = Next(await office.SubmitsAsync(Sam, step, ("scope", Text("Fifty seats of everything"))));

        Assert.Contains("“What was sold” has an answer now, so its exception is void.", Said(new Reply.NextForm(again)), StringComparison.Ordinal);
        Assert.Empty((await office.ViewAsync(1001)).Handoff.OpenExceptions);
    }

    [Fact]
    public async Task While_the_receiver_reads_it_is_asked_for_otherwise_and_who_accepts_reads_what_changed()
    {
        await using var office = await OpenAsync();
        var submitted = await SubmittedAsync(office);
        var accept = Open(await office.PressesAsync(Kim, Presses.Of(Act.Accept, submitted.Handoff)));
        Assert.Contains("By accepting you approve that this stays open:", Said(new Reply.OpenForm(accept)), StringComparison.Ordinal);

        var correct = Open(await office.PressesAsync(Sam, Presses.Of(Act.Correct, submitted.Handoff)));
        var form = Next(await office.PressesInAsync(Sam, correct, Button(correct, "Change the exception")));
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Sam, form, ("reason", Text("They moved")), ("until", Text("2026-12-20"))));

        var redrawn = Next(await office.SubmitsAsync(Kim, accept, await office.AcceptInputsAsync(Kim)));
        Assert.Contains("the exception for “What was sold”", Said(new Reply.NextForm(redrawn)), StringComparison.Ordinal);
        Assert.Contains("They moved", Said(new Reply.NextForm(redrawn)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_approve_it_rejects_with_what_is_chosen_already()
    {
        await using var office = await OpenAsync();
        var submitted = await SubmittedAsync(office);
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.Reject, submitted.Handoff)));
        var chosen = form.Parts.OfType<FormPart.ManyOf>().Select(one => (one.Id, (Input)new Input.Many(one.Current))).ToArray();

        var nothing = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(
            Kim, form, ("reasons", new Input.Many(["exception-refused"])), ("fields", new Input.Many(["segment"]))));
        Assert.Equal("Choose which exception of H-1001 you do not approve: “What was sold”.", Assert.Single(nothing.ByInput).Value);

        await office.SubmitsAsync(Kim, form, chosen);
        var rejected = await office.ViewAsync(1001);
        Assert.Equal((HandoffStatus.Rejected, 0), (rejected.Handoff.Status, rejected.Handoff.OpenExceptions.Length));
        var mend = Open(await office.PressesAsync(Sam, Presses.Of(Act.Continue, rejected.Handoff)));
        var review = mend.Token.Kind == FormKind.Review ? mend : Next(await office.SubmitsAsync(Sam, mend));
        var finding = review.Parts.OfType<FormPart.Finding>().Single();
        Assert.Equal(("The receiver does not approve leaving it open.", "Ask for an exception"), (finding.Says, finding.Or!.Label));
    }

    [Fact]
    public async Task What_stays_open_is_filled_in_from_show_and_from_the_list_by_either_side()
    {
        await using var office = await OpenAsync();
        var accepted = await office.AcceptedAsync(await SubmittedAsync(office));

        var shown = Assert.IsType<Reply.Notice>(await office.TypesAsync(Ana, "show H-1001")).Card;
        var button = Buttons(shown).Single(one => one.Label == "Fill in “What was sold”");
        foreach (var person in new[] { Sam, Kim })
        {
            var mine = Assert.IsType<Reply.Notice>(await office.TypesAsync(person, "mine")).Card;
            Assert.Equal(button.Press, Buttons(mine).Single(one => one.Label == "Fill in").Press);
        }

        var form = Open(await office.PressesAsync(Kim, button.Press));
        var missing = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form));
        var tooShort = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, ("scope", Text("Seats"))));
        Assert.Equal(["It needs an answer."], missing.ByInput.Values);
        Assert.Equal(["scope"], tooShort.ByInput.Keys);
        var redrawn = Next(await office.PressesInAsync(Kim, form, new(Act.Redraw, 1001), ("scope", Text("Fifty seats of everything"))));
        Assert.Equal("Fifty seats of everything", ((Input.Typed)redrawn.Parts.OfType<FormPart.ChecklistField>().Single().Current!).Text);

        Assert.Equal("Noted: “What was sold” of H-1001 is filled in, and both sides see it.", Said(await office.SubmitsAsync(Kim, form, ("scope", Text("Fifty seats of everything")))));
        Assert.True(Assert.Single((await office.ViewAsync(1001)).Handoff.Exceptions).IsFilledIn);
        Assert.StartsWith("Kim filled this in", Said(await office.SubmitsAsync(Sam, form, ("scope", Text("Sixty seats of everything")))), StringComparison.Ordinal);
        Assert.StartsWith("You filled this in", Said(await office.PressesAsync(Kim, button.Press)), StringComparison.Ordinal);
        Assert.StartsWith("Only Sales", Said(await office.PressesAsync(Dee, Presses.Of(Act.FillIn, accepted.Handoff, "1"))), StringComparison.Ordinal);
        Assert.DoesNotContain(Buttons(Assert.IsType<Reply.Notice>(await office.TypesAsync(Sam, "mine")).Card), one => one.Label == "Fill in");
    }

    [Fact]
    public async Task What_an_answer_asks_for_is_asked_for_on_the_same_form()
    {
        await using var office = await OpenAsync();
        var first = Open(await office.TypesAsync(Sam, "new"));
        var second = Next(await office.SubmitsAsync(Sam, first, ("client", NewClient("Brightwave Ltd"))));
        var review = Next(await office.SubmitsAsync(Sam, second, ("scope", Text("Fifty seats of everything"))));
        await office.SubmitsAsync(Sam, await AskAsync(office, review));
        var view = await office.AcceptedAsync(await office.ViewAsync(1001));
        var form = Open(await office.PressesAsync(Kim, Excepted.FillingIn(view.Handoff).Single().Press));

        var more = Next(await office.SubmitsAsync(Kim, form, ("segment", Choice("Enterprise"))));
        Assert.Equal(["segment", "security"], more.Parts.OfType<FormPart.ChecklistField>().Select(one => one.Field.Id));
        var missing = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, more, ("segment", Choice("Enterprise"))));
        Assert.Equal(["security"], missing.ByInput.Keys);
        await office.SubmitsAsync(Kim, more, ("segment", Choice("Enterprise")), ("security", Choice("yes")));
        Assert.Empty((await office.ViewAsync(1001)).Handoff.ToFillIn);
    }

    /// <summary>Kim has taken the client over, and what was sold stays open until 15 December.</summary>
    internal static async Task AcceptedAsync(Office office)
    {
        await SubmittedAsync(office);
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.Accept, (await office.ViewAsync(1001)).Handoff)));
        Assert.IsNotType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, await office.AcceptInputsAsync(Kim)));
        Assert.NotEmpty((await office.ViewAsync(1001)).Handoff.ToFillIn);
    }

    private static async Task<Form> MissingAsync(Office office)
    {
        var first = Open(await office.TypesAsync(Sam, "new"));
        var second = Next(await office.SubmitsAsync(Sam, first, ("client", NewClient("Brightwave Ltd")), ("segment", Choice("SMB"))));
        return Next(await office.SubmitsAsync(Sam, second));
    }

    private static async Task<Form> AskAsync(Office office, Form review) =>
        Next(await office.SubmitsAsync(Sam, Next(await office.PressesInAsync(Sam, review, review.Parts.OfType<FormPart.Finding>().Single().Or!.Press)), Why));

    private static async Task<Form> AskedAsync(Office office) => await AskAsync(office, await MissingAsync(office));

    private static async Task<HandoffView> SubmittedAsync(Office office)
    {
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Sam, await AskedAsync(office)));
        return await office.ViewAsync(1001);
    }
}
