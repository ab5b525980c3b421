using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>Promises that are handed over with a client.</summary>
public sealed class PromisingFacts
{
    private static readonly (string, Input)[] Sites = [("what", Text("Five sites by Easter")), ("due", Text("2027-01-15")), ("where", Text("On the call"))];

    [Fact]
    public async Task A_promise_is_added_worded_anew_and_removed_on_the_last_screen()
    {
        await using var office = await OpenAsync();
        var review = await office.ReviewedAsync();

        var listed = await AddAsync(office, review, Sites);
        var edit = Next(await office.PressesInAsync(Sam, listed, Button(listed, "Edit")));
        Assert.Equal("Five sites by Easter", (edit.Parts.OfType<FormPart.ChecklistField>().First().Current as Input.Typed)?.Text);
        var edited = Next(await office.SubmitsAsync(Sam, edit, ("what", Text("Six sites")), ("due", Text("2027-01-15"))));

        Assert.Equal("Six sites", Assert.Single((await office.ViewAsync(1001)).Handoff.Commitments).Text.What);
        var emptied = Next(await office.PressesInAsync(Sam, edited, Button(edited, "Remove")));
        Assert.Empty((await office.ViewAsync(1001)).Handoff.Commitments);
        Assert.DoesNotContain(emptied.Parts.OfType<FormPart.AnswerButtons>().SelectMany(one => one.Of), one => one.Label.StartsWith("Remove", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_missing_or_past_stands_beside_its_input()
    {
        await using var office = await OpenAsync();
        var review = await office.ReviewedAsync();
        var form = Next(await office.PressesInAsync(Sam, review, Button(review, "Add a promise")));

        var empty = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form));
        var past = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form, ("what", Text("Five sites")), ("due", Text("2020-01-01"))));

        Assert.Equal(["due", "what"], empty.ByInput.Keys.Order());
        Assert.Equal("Choose today or a later date.", past.ByInput["due"]);
        Assert.Equal("Five sites", (past.Redrawn.Parts.OfType<FormPart.ChecklistField>().First().Current as Input.Typed)?.Text);
        Assert.Empty((await office.ViewAsync(1001)).Handoff.Commitments);
    }

    [Fact]
    public async Task The_same_form_sent_twice_adds_one()
    {
        await using var office = await OpenAsync();
        var review = await office.ReviewedAsync();
        var form = Next(await office.PressesInAsync(Sam, review, Button(review, "Add a promise")));

        await office.SubmitsAsync(Sam, form, Sites);
        await office.SubmitsAsync(Sam, form, Sites);

        Assert.Single((await office.ViewAsync(1001)).Handoff.Commitments);
    }

    [Fact]
    public async Task Each_is_answered_beside_its_own_input_before_the_client_is_taken_over()
    {
        await using var office = await OpenAsync();
        var promise = await PromisedAsync(office);
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.Accept, (await office.ViewAsync(1001)).Handoff)));
        var (said, why) = (AcceptScreen.PromiseId(promise.Id), AcceptScreen.ReasonId(promise.Id));

        var unsaid = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, await office.AcceptInputsAsync(Kim)));
        var noReason = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, [.. await office.AcceptInputsAsync(Kim), (said, Choice("dispute"))]));
        var tooLong = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(
            Kim, form, [.. await office.AcceptInputsAsync(Kim), (said, Choice("dispute")), (why, Text(new string('x', 1001)))]));
        Assert.Equal([said, why, why], new[] { unsaid, noReason, tooLong }.Select(one => Assert.Single(one.ByInput).Key));
        Assert.Equal("dispute", noReason.Redrawn.Parts.OfType<FormPart.OneOf>().Single().Current);

        await office.SubmitsAsync(Kim, form, [.. await office.AcceptInputsAsync(Kim), (said, Choice("dispute")), (why, Text("We give nothing away."))]);
        var accepted = (await office.ViewAsync(1001)).Handoff;
        Assert.Equal((HandoffStatus.Accepted, "We give nothing away."), (accepted.Status, Assert.Single(accepted.Commitments).Dispute?.Reason));
        Assert.Contains("disputed the promise “Five sites by Easter”: We give nothing away.", await DetailsAsync(office), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_meanwhile_is_said_and_only_its_answer_is_asked_anew()
    {
        await using var office = await OpenAsync();
        var promise = await PromisedAsync(office);
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.Accept, (await office.ViewAsync(1001)).Handoff)));

        var add = Open(await office.PressesAsync(Sam, Presses.Of(Act.Promise, (await office.ViewAsync(1001)).Handoff)));
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Sam, add, ("what", Text("A free upgrade")), ("due", Text("2027-02-01"))));
        var redrawn = Next(await office.SubmitsAsync(
            Kim, form, [.. await office.AcceptInputsAsync(Kim), (AcceptScreen.PromiseId(promise.Id), Choice("acknowledge"))]));

        Assert.Contains("was changed since you opened it: the promise “A free upgrade”", Words(redrawn), StringComparison.Ordinal);
        Assert.Equal(["acknowledge", null], redrawn.Parts.OfType<FormPart.OneOf>().Select(one => one.Current));
        Assert.True(redrawn.Parts.OfType<FormPart.Criteria>().Single().Of[0].Ticked);
    }

    [Fact]
    public async Task Who_may_not_word_it_reads_who_may()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();

        Assert.Contains("Only Sam, who sent it, can correct H-1001.", Said(await office.PressesAsync(Kim, Presses.Of(Act.Promise, view.Handoff))), StringComparison.Ordinal);
        Assert.Contains("Only Sam, who sent it, can correct H-1001.", Said(await office.PressesAsync(Kim, Presses.Of(Act.Unpromise, view.Handoff))), StringComparison.Ordinal);
        Assert.Contains("There is no H-999.", Said(await office.PressesAsync(Sam, new(Act.Promise, 999))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_submit_on_it_is_a_promise_to_the_client()
    {
        await using var office = await OpenAsync();
        var review = await AddAsync(office, await office.ReviewedAsync(), Sites);
        Assert.Empty(await office.RowsAsync(context => context.Commitments));

        await office.SubmitsAsync(Sam, review);
        var view = await office.ViewAsync(1001);
        var row = Assert.Single(await office.RowsAsync(context => context.Commitments));
        Assert.Equal((view.Client!.Id.Value, 1001, CommitmentState.Open, "2027-01-15"), (row.Client, row.Handoff, row.State, row.Due));
        Assert.Equal(Assert.Single(view.Handoff.Commitments), row.ToCommitment());
        Assert.Equal(1, Assert.Single(await office.RowsAsync(context => context.Clients)).Promises);

        await office.PressesAsync(Sam, Presses.Of(Act.Unpromise, view.Handoff, $"{row.Id:N}"));
        Assert.Equal(CommitmentState.Removed, Assert.Single(await office.RowsAsync(context => context.Commitments)).State);
        Assert.Equal(0, Assert.Single(await office.RowsAsync(context => context.Clients)).Promises);
    }

    [Fact]
    public async Task What_is_thrown_away_takes_its_promises_along()
    {
        await using var office = await OpenAsync();
        await PromisedAsync(office);
        await office.PressesAsync(Sam, Presses.Of(Act.Withdraw, (await office.ViewAsync(1001)).Handoff));
        await office.PressesAsync(Sam, Presses.Of(Act.Discard, (await office.ViewAsync(1001)).Handoff));

        Assert.Equal(CommitmentState.Removed, Assert.Single(await office.RowsAsync(context => context.Commitments)).State);
        Assert.Equal(0, Assert.Single(await office.RowsAsync(context => context.Clients)).Promises);
    }

    [Fact]
    public async Task An_acceptance_and_its_undoing_are_kept_with_the_promise()
    {
        await using var office = await OpenAsync();
        var promise = await PromisedAsync(office);
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.Accept, (await office.ViewAsync(1001)).Handoff)));
        await office.SubmitsAsync(Kim, form, [.. await office.AcceptInputsAsync(Kim), (AcceptScreen.PromiseId(promise.Id), Choice("acknowledge"))]);
        Assert.NotNull(Assert.Single(await office.RowsAsync(context => context.Commitments)).ToCommitment().Acknowledged);

        await office.PressesAsync(Kim, Presses.Of(Act.Undo, (await office.ViewAsync(1001)).Handoff));
        Assert.Null(Assert.Single(await office.RowsAsync(context => context.Commitments)).ToCommitment().Acknowledged);
    }

    /// <summary>Submitted with one promise.</summary>
    internal static async Task<Commitment> PromisedAsync(Office office)
    {
        var review = await AddAsync(office, await office.ReviewedAsync(), Sites);
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Sam, review));
        return Assert.Single((await office.ViewAsync(1001)).Handoff.Commitments);
    }

    internal static Press Button(Form form, string label) =>
        form.Parts.OfType<FormPart.AnswerButtons>().SelectMany(one => one.Of).First(one => one.Label.StartsWith(label, StringComparison.Ordinal)).Press;

    internal static Form Open(Reply reply) => Assert.IsType<Reply.OpenForm>(reply).Form;

    internal static Form Next(Reply reply) => Assert.IsType<Reply.NextForm>(reply).Form;

    private static async Task<Form> AddAsync(Office office, Form review, (string, Input)[] inputs) =>
        Next(await office.SubmitsAsync(Sam, Next(await office.PressesInAsync(Sam, review, Button(review, "Add a promise"))), inputs));

    private static async Task<string> DetailsAsync(Office office) =>
        Words(Open(await office.PressesAsync(Kim, Presses.Of(Act.Details, (await office.ViewAsync(1001)).Handoff))));

    private static string Words(Form form) => string.Join('\n', form.Parts.OfType<FormPart.Shown>().Select(one => one.Part switch
    {
        CardPart.Text text => text.Phrase.Plainly(),
        CardPart.Note note => note.Phrase.Plainly(),
        _ => "",
    }));
}
