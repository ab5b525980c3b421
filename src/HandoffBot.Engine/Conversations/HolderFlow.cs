using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>Who has a handoff in hand: giving a claim up, giving the answer to a colleague, and another sender.</summary>
internal sealed class HolderFlow(Deeds deeds, Opening opening)
{
    private static readonly PersonId Nobody = new(Guid.Empty);

    public async Task<Response> ReleaseAsync(Caller caller, Press press, CancellationToken cancellationToken) =>
        await deeds.DoAsync(caller, press.Handoff ?? 0, new HandoffCommand.Release(press.Round), cancellationToken) switch
        {
            Deed.Done done => Released(await done.ViewAsync()),
            var other => other.Sentence(press.Handoff ?? 0),
        };

    public async Task<Response> OpenReassignAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var (view, refused) = await opening.MayAsync(caller, Act.Reassign, press.Handoff, press.Round, _ => Asked(FormKind.Reassign, press.Round, null), cancellationToken);
        return view is null ? refused! : new Response.Screen(ColleagueScreen.Reassign(view));
    }

    public async Task<Response> OpenChangeSenderAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var (view, refused) = await opening.MayAsync(
            caller, Act.ChangeSender, press.Handoff, press.Round, _ => Asked(FormKind.ChangeSender, press.Round, null), cancellationToken);
        return view is null ? refused! : new Response.Screen(ColleagueScreen.ChangeSender(view));
    }

    /// <summary>The same form with what stands in it, for a platform that searches by drawing anew.</summary>
    public async Task<Response> RedrawAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var act = token.Kind is FormKind.Reassign ? Act.Reassign : Act.ChangeSender;
        var (view, refused) = await opening.MayAsync(caller, act, token.Handoff, token.Round, _ => Asked(token.Kind, token.Round, null), cancellationToken);
        return view is null ? refused! : new Response.Screen(Drawn(view, token, inputs, null));
    }

    public Task<Response> ReassignAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken) =>
        GiveAsync(
            caller, token, inputs,
            view => $"{view.Handoff.Reference} is {Named(view, view.Handoff.Proposal?.Person)}'s to answer now, and everybody sees it.",
            cancellationToken);

    public Task<Response> ChangeSenderAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken) =>
        GiveAsync(
            caller, token, inputs, view => $"{Named(view, view.Handoff.Sender)} is the sender of {view.Handoff.Reference} now.", cancellationToken);

    private async Task<Response> GiveAsync(
        Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, Func<HandoffView, string> done, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        var chosen = inputs.GetValueOrDefault(ColleagueScreen.To) is Input.Selected selected ? SuggestionId.Person(selected.Id) : null;
        return await deeds.DoAsync(caller, number, Asked(token.Kind, token.Round, chosen), cancellationToken) switch
        {
            Deed.Done given => new Response.Says(done(await given.ViewAsync())),
            Deed.Refused { View: { } view, Refusal: Refusal.CannotTake or Refusal.AlreadyTheirs or Refusal.SendsAlready } refused =>
                Beside(view, token, inputs, chosen is null ? "Choose somebody." : refused.Refusal.Says.Plainly()),
            var other => other.Sentence(number),
        };
    }

    private static Response Beside(HandoffView view, FormToken token, ImmutableDictionary<string, Input> inputs, string error) => new Response.Errors(
        ImmutableDictionary<string, string>.Empty.Add(ColleagueScreen.To, error), Drawn(view, token, inputs, error));

    private static Form Drawn(HandoffView view, FormToken token, ImmutableDictionary<string, Input> inputs, string? error)
    {
        var chosen = inputs.GetValueOrDefault(ColleagueScreen.To) is Input.Selected { Id: var id, Label: var label } ? new Suggestion(id, label) : null;
        return token.Kind is FormKind.Reassign
            ? ColleagueScreen.Reassign(view, error, chosen, token.Drawing + 1)
            : ColleagueScreen.ChangeSender(view, error, chosen, token.Drawing + 1);
    }

    private static HandoffCommand Asked(FormKind kind, int round, PersonId? to) => kind is FormKind.Reassign
        ? new HandoffCommand.Reassign(round, to ?? Nobody)
        : new HandoffCommand.ChangeSender(round, to ?? Nobody);

    private static Response Released(HandoffView view) => new Response.Says(view.Handoff.Proposal is { } proposal
        ? $"You gave {view.Handoff.Reference} up. It is {Named(view, proposal.Person)}'s to answer again."
        : $"You gave {view.Handoff.Reference} up. It waits for anybody of {view.Organization.TeamName(view.Handoff.ReceivingTeam)}.");

    private static string Named(HandoffView view, PersonId? person) => person is { } one ? Shortened.To(view.NameOf(one), 80) : "nobody";
}
