using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Desks;

/// <summary>A playbook that asks for a next action. Ana sends, Kim takes over.</summary>
public sealed class NextActionTests
{
    private const string Asking = House.Playbook + "\nnext-actions: true\n";

    [Fact]
    public async Task It_is_planned_on_the_last_screen_and_done_from_the_owners_list()
    {
        await using var house = await House.OpenAsync(playbook: Asking);
        var number = await house.DraftAsync();
        Assert.IsType<Refusal.NotReady>(Assert.IsType<DeskAnswer.Refused>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana")).Refusal);
        var (ana, kim) = (Caller("ana"), Caller("kim"));

        // From what is missing, the form opens; what is missing on it stands beside its inputs.
        var review = Assert.IsType<Reply.NextForm>(await SaysAsync(house, ana, "Fix"));
        var form = await PressesAsync(house, ana, review.Form, new Press(Act.Fix, number, Text: RevisionNote.OfNextActions));
        var errors = Assert.IsType<Reply.FormErrors>(await SubmitsAsync(house, ana, form, ImmutableDictionary<string, Input>.Empty));
        Assert.Equal(["due", "what"], errors.ByInput.Keys.Order());
        var past = Assert.IsType<Reply.FormErrors>(await SubmitsAsync(house, ana, form, Filled("2020-01-01")));
        Assert.Equal(["due"], past.ByInput.Keys);
        var listed = Assert.IsType<Reply.NextForm>(await SubmitsAsync(house, ana, form, Filled("2027-01-15"))).Form;
        Assert.Contains(listed.Parts.OfType<FormPart.AnswerButtons>().SelectMany(one => one.Of), one => one.Label == "Remove “Book the kickoff”");

        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana"));
        Assert.Empty(await house.Reading.ActionsAsync(await house.PersonAsync("ana")));
        await house.AcceptAsync(number, "kim");
        var action = Assert.Single(await house.Reading.ActionsAsync(await house.PersonAsync("kim")));
        Assert.Equal(("Book the kickoff", 1), (action.Action.What, await CountAsync(house)));

        var done = new Press(Act.Finish, number, 1, Text: $"{action.Action.Id:N}");
        Assert.Equal("Noted: it is done.", Said(await PressAsync(house, kim, done)));
        Assert.StartsWith("You said that it was done", Said(await PressAsync(house, kim, done)), StringComparison.Ordinal);
        Assert.Empty(await house.Reading.ActionsAsync(await house.PersonAsync("kim")));
        Assert.Equal(0, await CountAsync(house));
        Assert.Equal(["action-planned", "action-done"], (await house.Reading.TimelineAsync(number)).Select(one => one.Kind).Where(kind => kind.StartsWith("action-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Searching_for_who_does_it_draws_the_same_form_with_what_stands_in_it()
    {
        await using var house = await House.OpenAsync(playbook: Asking);
        var number = await house.DraftAsync();
        var (ana, search) = (Caller("ana"), new Press(Act.Redraw, number, Text: NextActionScreen.Who));
        var form = Assert.IsType<Reply.OpenForm>(await PressAsync(house, ana, new Press(Act.Plan, number))).Form;

        var redrawn = await PressesAsync(house, ana, form, search, Filled("2027-01-15"));

        Assert.Equal(form.Token with { Drawing = 1 }, redrawn.Token);
        Assert.Equal("Book the kickoff", (redrawn.Parts.OfType<FormPart.ChecklistField>().First().Current as Input.Typed)?.Text);
        var stranger = await house.Get<IConversation>().HandleAsync(
            new Interaction.FormPressed(Caller("ana"), $"{Guid.NewGuid()}", form.Token with { Handoff = 999 }, search, ImmutableDictionary<string, Input>.Empty), default);
        Assert.Equal("There is no H-999.", Said(stranger));
    }

    [Fact]
    public async Task It_is_taken_off_again_and_who_may_not_plan_reads_who_may()
    {
        await using var house = await House.OpenAsync(playbook: Asking);
        var number = await house.DraftAsync();
        var (ana, kim) = (Caller("ana"), Caller("kim"));
        await house.ActAsync(number, new HandoffCommand.Plan(0, new(Guid.NewGuid(), "Book the kickoff", null, new(2027, 1, 15))), "ana");
        var id = (await house.Reading.HandoffAsync(number))!.Handoff.NextActions.Single().Id;

        Assert.StartsWith("Only Ana", Said(await PressAsync(house, kim, new Press(Act.Plan, number))), StringComparison.Ordinal);
        Assert.StartsWith("Only Ana", Said(await PressAsync(house, kim, new Press(Act.Unplan, number, Text: $"{id:N}"))), StringComparison.Ordinal);
        Assert.Equal("There is no H-999.", Said(await PressAsync(house, ana, new Press(Act.Plan, 999))));
        Assert.IsType<Reply.OpenForm>(await PressAsync(house, ana, new Press(Act.Unplan, number, Text: $"{id:N}")));
        Assert.Empty((await house.Reading.HandoffAsync(number))!.Handoff.NextActions);
        Assert.StartsWith("That is no longer among the next actions", Said(await PressAsync(house, ana, new Press(Act.Unplan, number, Text: "nonsense"))), StringComparison.Ordinal);
    }

    private static ImmutableDictionary<string, Input> Filled(string day) => ImmutableDictionary<string, Input>.Empty
        .Add("what", new Input.Typed("Book the kickoff")).Add("due", new Input.Typed(day));

    private static AccountRef Caller(string name) => new(Platform.Slack, FakePlatform.Home, "U" + name.ToUpperInvariant());

    private static async Task<Reply> SaysAsync(House house, AccountRef by, string receipt) => await house.Get<IConversation>().HandleAsync(
        new Interaction.FormSubmitted(by, receipt, new(FormKind.Review, 1001), ImmutableDictionary<string, Input>.Empty), default);

    private static async Task<Form> PressesAsync(House house, AccountRef by, Form form, Press press, ImmutableDictionary<string, Input>? inputs = null) =>
        Assert.IsType<Reply.NextForm>(await house.Get<IConversation>().HandleAsync(
            new Interaction.FormPressed(by, $"{Guid.NewGuid()}", form.Token, press, inputs ?? ImmutableDictionary<string, Input>.Empty), default)).Form;

    private static Task<Reply> PressAsync(House house, AccountRef by, Press press) =>
        house.Get<IConversation>().HandleAsync(new Interaction.ButtonPressed(by, $"{Guid.NewGuid()}", press, null), default);

    private static Task<Reply> SubmitsAsync(House house, AccountRef by, Form form, ImmutableDictionary<string, Input> inputs) =>
        house.Get<IConversation>().HandleAsync(new Interaction.FormSubmitted(by, $"{Guid.NewGuid()}", form.Token, inputs), default);

    private static string Said(Reply reply) => Tests.Conversations.NewFacts.Said(reply);

    private static async Task<int> CountAsync(House house)
    {
        await using var context = house.Read();
        return (await context.Handoffs.SingleAsync()).NextActions;
    }
}
