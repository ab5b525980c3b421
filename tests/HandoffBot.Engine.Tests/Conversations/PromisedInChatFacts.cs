using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clients;
using HandoffBot.Engine.Storage;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;
using static HandoffBot.Engine.Tests.Conversations.PromisingFacts;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>A message that is added to a handoff as a promise: with the handoff where that has a place for it, else with its client.</summary>
public sealed class PromisedInChatFacts
{
    private static readonly Quote Written = new(new(Platform.Slack, OfficeDirectory.Workspace, "C0DEALS", "17.1"), "Five sites by Easter")
    {
        Author = Kim,
        Link = new("https://acme.slack.com/archives/C0DEALS/p171"),
    };

    [Fact]
    public async Task In_a_draft_it_is_one_of_its_promises_with_a_link_to_the_message_and_the_message_is_kept_no_longer()
    {
        await using var office = await OpenAsync();
        var draft = (await office.ReviewedAsync()).Token.Handoff!.Value;
        var form = await PicksAsync(office, Sam, draft);
        Assert.Equal((FormKind.Promise, "Five sites by Easter"), (form.Token.Kind, ((Input.Typed)form.Parts.OfType<FormPart.ChecklistField>().First().Current!).Text));

        Assert.Equal(["due"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form, ("what", Text("Five sites")))).ByInput.Keys);
        Assert.Equal(
            $"Added to the promises of H-{draft} · Brightwave Ltd: Onboarding acknowledges or disputes it when accepting.",
            Said(await office.SubmitsAsync(Sam, form, Filled)));

        var promise = Assert.Single((await office.ViewAsync(draft)).Handoff.Commitments);
        Assert.Equal(("Five sites", Written.Link), (promise.Text.What, promise.Text.Message));
        Assert.Empty(await office.RowsAsync(context => context.Quotes));

        // The same form again, as after a lost answer, changes nothing; other words keep where it was said.
        await office.SubmitsAsync(Sam, form, Filled);
        var edit = Open(await office.PressesAsync(Sam, Presses.Of(Act.Promise, (await office.ViewAsync(draft)).Handoff, $"{promise.Id.Value:N}")));
        await office.SubmitsAsync(Sam, edit, ("what", Text("Six sites")), ("due", Text("2027-01-15")));
        Assert.Equal(("Six sites", Written.Link), Assert.Single((await office.ViewAsync(draft)).Handoff.Commitments).Text switch { var text => (text.What, text.Message) });
    }

    [Fact]
    public async Task While_the_receiver_reads_the_sender_adds_it_and_others_promise_it_to_the_client()
    {
        await using var office = await OpenAsync();
        var sent = await office.SubmittedAsync();

        await office.SubmitsAsync(Sam, await PicksAsync(office, Sam, sent.Handoff.Number), Filled);
        var now = (await office.ViewAsync(sent.Handoff.Number)).Handoff;
        Assert.Equal((1, sent.Handoff.Revision + 1), (now.Commitments.Length, now.Revision));

        var others = await PicksAsync(office, Kim, sent.Handoff.Number);
        Assert.Equal(FormKind.ClientPromise, others.Token.Kind);
        Assert.Contains("H-1001 takes promises from its sender only, Sam. This one is kept with the client itself.", Spoken(others), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_accepted_one_it_is_the_clients_and_the_form_says_why_also_when_something_is_missing()
    {
        await using var office = await OpenAsync();
        var view = await office.AcceptedAsync();
        var form = await PicksAsync(office, Sam, view.Handoff.Number);
        Assert.Equal((FormKind.ClientPromise, "Kim"), (form.Token.Kind, form.Parts.OfType<FormPart.PersonField>().Single().Current?.Label));
        var again = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form)).Redrawn;
        Assert.All([form, again], one => Assert.Contains("H-1001 is accepted, so what it promises is settled.", Spoken(one), StringComparison.Ordinal));
        Assert.DoesNotContain(Written.Link!.AbsoluteUri, form.Token.Text, StringComparison.Ordinal);

        Assert.StartsWith("Noted: “Five sites”", Said(await office.SubmitsAsync(Sam, form, [.. Filled, ("by", await office.PersonAsync(Kim))])), StringComparison.Ordinal);
        Assert.Equal(Written.Link, Assert.Single(await office.RowsAsync(context => context.Commitments)).ToCommitment().Text.Message);
        Assert.Empty(await office.RowsAsync(context => context.Quotes));

        // What a form that comes back may say of another handoff shows nobody anything of that.
        var other = (await office.SubmittedAsync("Northern Rail")).Handoff.Number;
        var dees = await PicksAsync(office, Dee, null, view.Client!.Id);
        var altered = dees with { Token = dees.Token with { Text = $"{dees.Token.Text} {other}" } };
        Assert.DoesNotContain("H-1002", Spoken(Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Dee, altered)).Redrawn), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_neither_takes_it_who_may_is_said()
    {
        await using var office = await OpenAsync();
        var draft = (await office.ReviewedAsync("Nobody Knows Ltd")).Token.Handoff!.Value;

        Assert.StartsWith("Only Sam", Said(await ChoosesAsync(office, Root, SuggestionId.Of(draft), Written)), StringComparison.Ordinal);
        Assert.Equal("There is no H-999.", Said(await ChoosesAsync(office, Sam, "h:999", Written)));
        Assert.StartsWith("Only Sales, Onboarding", Said(await ChoosesAsync(office, Dee, SuggestionId.Of(draft), Written)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_where_only_some_can_read_is_warned_of_on_either_form()
    {
        await using var office = await OpenAsync();
        var draft = (await office.ReviewedAsync()).Token.Handoff!.Value;
        var accepted = await office.AcceptedAsync(await office.SubmittedAsync("Northern Rail"));
        foreach (var number in new[] { draft, accepted.Handoff.Number })
        {
            var form = await PicksAsync(office, Sam, number, quote: Written with { IsPrivate = true });
            var again = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form)).Redrawn;
            Assert.All([form, again], one => Assert.Contains("This was written where only some can read.", Spoken(one), StringComparison.Ordinal));
        }

        Assert.DoesNotContain("only some can read", Spoken(await PicksAsync(office, Sam, draft)), StringComparison.Ordinal);
    }

    private static (string, Input)[] Filled => [("what", Text("Five sites")), ("due", Text("2027-01-15"))];

    private static async Task<Form> PicksAsync(Office office, AccountRef by, int? number, ClientId? client = null, Quote? quote = null) =>
        Assert.IsType<Reply.NextForm>(await ChoosesAsync(office, by, number is { } handoff ? SuggestionId.Of(handoff) : SuggestionId.Of(client!.Value), quote ?? Written)).Form;

    private static async Task<Reply> ChoosesAsync(Office office, AccountRef by, string where, Quote quote)
    {
        var form = Open(await office.HandleAsync(new Interaction.MessagePicked(by, office.NewReceipt(), quote)));
        return await office.SubmitsAsync(by, form, (AddMessageScreen.What, Choice(AddMessageScreen.AsPromise)), (AddMessageScreen.Where, Choice(where)));
    }

    private static string Spoken(Form form) => string.Join('\n', form.Parts.OfType<FormPart.Shown>().Select(one => one.Part switch
    {
        CardPart.Text text => text.Phrase.Plainly(),
        CardPart.Note note => note.Phrase.Plainly(),
        _ => "",
    }));
}
