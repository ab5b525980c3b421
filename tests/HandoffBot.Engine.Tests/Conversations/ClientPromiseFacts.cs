using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Engine.Storage;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;
using static HandoffBot.Engine.Tests.Conversations.PromisingFacts;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary><c>promise NAME</c>: Kim owns Brightwave Ltd, and Sam promises something to it.</summary>
public sealed class ClientPromiseFacts
{
    [Fact]
    public async Task A_promise_is_written_down_once_and_its_owner_is_told()
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();
        var form = Open(await office.TypesAsync(Sam, "promise brightwave ltd please"));
        Assert.Equal("Sam", form.Parts.OfType<FormPart.PersonField>().Single().Current?.Label);

        Assert.Equal("Noted: “Five sites” is promised to Brightwave Ltd, due 15 Jan 2027.", Said(await office.SubmitsAsync(Sam, form, await FilledAsync(office))));
        await office.SubmitsAsync(Sam, form, await FilledAsync(office));

        var promise = await PromiseAsync(office);
        Assert.Equal((CommitmentState.Open, null, "Five sites"), (promise.State, promise.With, promise.Text.What));
        Assert.Equal(1, Assert.Single(await office.RowsAsync(context => context.Clients)).Promises);
        Assert.Equal([PromiseNews.Recorded], await NewsAsync(office));
        Assert.Contains("“Five sites”", Said(await office.TypesAsync(Kim, "mine")), StringComparison.Ordinal);
        Assert.Contains("was kept", Said(await office.PressesAsync(Kim, PromiseButtons.Of(Act.Kept, promise))), StringComparison.Ordinal);
        Assert.Equal(
            ["promise-recorded", "promise-kept"],
            (await office.RowsAsync(context => context.Timeline.Where(one => one.Handoff == null).OrderBy(one => one.Id))).Select(one => one.Kind));
    }

    [Fact]
    public async Task Searching_for_who_promised_it_draws_the_same_form_with_what_stands_in_it()
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();
        var form = Open(await office.TypesAsync(Sam, "promise Brightwave Ltd"));
        var search = new Press(Act.Redraw, Text: "by");

        var redrawn = Next(await office.PressesInAsync(Sam, form, search, ("what", Text("Five sites")), ("ask", Choice("delivery"))));

        Assert.Equal(form.Token with { Drawing = 1 }, redrawn.Token);
        Assert.Equal("Five sites", (redrawn.Parts.OfType<FormPart.ChecklistField>().First().Current as Input.Typed)?.Text);
        Assert.Equal("delivery", redrawn.Parts.OfType<FormPart.OneOf>().Single().Current);
        Assert.Empty(await office.RowsAsync(context => context.Commitments));
        Assert.Equal("That is no longer there.", Said(await office.PressesInAsync(Sam, form with { Token = form.Token with { Text = "nonsense" } }, search)));
    }

    [Fact]
    public async Task Words_that_mean_no_client_or_several_get_a_sentence_or_a_choice()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync("Northern Lights");
        await office.SubmittedAsync("Northern Rail");

        Assert.Contains("To whom was it promised?", Said(await office.TypesAsync(Sam, "promise")), StringComparison.Ordinal);
        Assert.StartsWith("There is no client “Acme”.", Said(await office.TypesAsync(Sam, "promise Acme")), StringComparison.Ordinal);
        var choice = Assert.IsType<Reply.Notice>(await office.TypesAsync(Sam, "promise northern")).Card;
        Assert.Equal(["Northern Lights", "Northern Rail"], Buttons(choice).Select(one => one.Label));
        Assert.Contains("Northern Rail", Said(await office.PressesAsync(Sam, Buttons(choice)[1].Press)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_stands_beside_its_input()
    {
        await using var office = await OpenAsync();
        await office.AcceptedAsync();
        var form = Open(await office.TypesAsync(Sam, "promise Brightwave Ltd"));

        Assert.Equal(["by", "due", "what"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form)).ByInput.Keys.Order());
        Assert.Equal(["due"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form, [.. (await FilledAsync(office)).Where(one => one.Item1 != "due"), ("due", Text("2020-01-01"))])).ByInput.Keys);
        Assert.Equal(["ask"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form, [.. await FilledAsync(office), ("ask", Choice("moon"))])).ByInput.Keys);
        Assert.Equal("That is no longer there.", Said(await office.SubmitsAsync(Sam, form with { Token = form.Token with { Text = "nonsense" } })));
        Assert.Empty(await office.RowsAsync(context => context.Commitments));
    }

    [Fact]
    public async Task A_team_that_is_asked_first_says_yes_and_it_is_promised()
    {
        await using var office = await OpenAsync();
        var promise = await AskedAsync(office);
        Assert.Equal((CommitmentState.Asked, 0), (promise.State, Assert.Single(await office.RowsAsync(context => context.Clients)).Promises));
        Assert.Equal([PromiseNews.Asked], await NewsAsync(office));
        Assert.DoesNotContain("Five sites", Said(await office.TypesAsync(Kim, "mine")), StringComparison.Ordinal);

        Assert.Equal("Only Onboarding can say whether it can be done.", Said(await office.PressesAsync(Ana, PromiseButtons.Of(Act.SayYes, promise))));
        Assert.Equal("Noted: who asked is told.", Said(await office.PressesAsync(Olu, PromiseButtons.Of(Act.SayYes, promise))));
        Assert.StartsWith("Olu answered this already", Said(await office.PressesAsync(Kim, PromiseButtons.Of(Act.SayNo, promise))), StringComparison.Ordinal);

        Assert.Equal((CommitmentState.Open, 1), ((await PromiseAsync(office)).State, Assert.Single(await office.RowsAsync(context => context.Clients)).Promises));
        Assert.Equal([PromiseNews.Asked, PromiseNews.Answered, PromiseNews.Recorded], (await NewsAsync(office)).Distinct());
        Assert.Contains("the team that was asked says “yes”", Said(await office.TypesAsync(Kim, "mine")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_asks_why_and_nothing_is_promised()
    {
        await using var office = await OpenAsync();
        var promise = await AskedAsync(office);
        var form = Open(await office.PressesAsync(Kim, PromiseButtons.Of(Act.SayNo, promise)));

        Assert.Equal(["why"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form)).ByInput.Keys);
        await office.SubmitsAsync(Kim, form, ("why", Text("No hands.")));

        Assert.Equal((CommitmentState.Declined, "No hands."), ((await PromiseAsync(office)).State, (await PromiseAsync(office)).Asking!.Answer!.Reason));
        Assert.Equal(0, Assert.Single(await office.RowsAsync(context => context.Clients)).Promises);
    }

    [Fact]
    public async Task Another_date_is_promised_by_who_asked_or_not_at_all()
    {
        await using var office = await OpenAsync();
        var promise = await AskedAsync(office);
        var form = Open(await office.PressesAsync(Kim, PromiseButtons.Of(Act.SayWhen, promise)));
        Assert.Equal(["due"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form)).ByInput.Keys);
        await office.SubmitsAsync(Kim, form, ("due", Text("2027-03-01")), ("why", Text("After the audit")));

        Assert.Equal("Only Sam (who asked) can decide whether to promise it.", Said(await office.PressesAsync(Kim, PromiseButtons.Of(Act.TakeUpPromise, promise))));
        Assert.Contains("due 1 Mar 2027", Said(await office.PressesAsync(Sam, PromiseButtons.Of(Act.TakeUpPromise, promise))), StringComparison.Ordinal);
        Assert.Contains(await office.IntentsAsync(), one => one is { News: PromiseNews.Closed, Person: not null });
        Assert.Equal((CommitmentState.Open, "2027-03-01"), ((await PromiseAsync(office)).State, Assert.Single(await office.RowsAsync(context => context.Commitments)).Due));
        Assert.StartsWith("Kim answered this already", Said(await office.PressesAsync(Sam, PromiseButtons.Of(Act.DropPromise, promise))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asked_may_think_better_of_it()
    {
        await using var office = await OpenAsync();
        var form = await AskFormAsync(office);
        var asked = Assert.IsType<Reply.NextForm>(await office.SubmitsAsync(Sam, form, [.. await FilledAsync(office), ("ask", Choice("onboarding"))])).Form;

        var button = Assert.Single(asked.Parts.OfType<FormPart.AnswerButtons>()).Of[0];
        Assert.Contains("is not promised", Said(await office.PressesInAsync(Sam, asked, button.Press)), StringComparison.Ordinal);
        var promise = await PromiseAsync(office);

        Assert.Equal(CommitmentState.Declined, (await PromiseAsync(office)).State);
        Assert.Equal("This promise is no longer there.", Said(await office.PressesAsync(Kim, PromiseButtons.Of(Act.SayYes, promise))));
    }

    private static async Task<Form> AskFormAsync(Office office)
    {
        await office.AcceptedAsync();
        return Open(await office.TypesAsync(Sam, "promise Brightwave Ltd"));
    }

    private static async Task<Commitment> AskedAsync(Office office)
    {
        var form = await AskFormAsync(office);
        Assert.Contains("Onboarding is asked whether “Five sites” can be promised", Said(await office.SubmitsAsync(Sam, form, [.. await FilledAsync(office), ("ask", Choice("onboarding"))])), StringComparison.Ordinal);
        return await PromiseAsync(office);
    }

    private static async Task<(string, Input)[]> FilledAsync(Office office) =>
        [("what", Text("Five sites")), ("due", Text("2027-01-15")), ("by", await office.PersonAsync(Sam))];

    private static async Task<Commitment> PromiseAsync(Office office) => Assert.Single(await office.RowsAsync(context => context.Commitments)).ToCommitment();

    private static async Task<IReadOnlyList<PromiseNews>> NewsAsync(Office office) => [.. (await office.IntentsAsync()).Select(one => one.News).OfType<PromiseNews>()];
}
