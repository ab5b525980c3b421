using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>Giving what came to the wrong team to the right one.</summary>
internal sealed class ReRouteFlow(Deeds deeds, Opening opening)
{
    public async Task<Response> OpenAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var (view, refused) = await opening.MayAsync(
            caller, Act.ReRoute, press.Handoff, press.Round,
            now => new HandoffCommand.ReRoute(press.Round, now.ReceivingTeam, now.ReceivingTeam, null), cancellationToken);
        return view is null ? refused! : new Response.Screen(ReRouteScreen.Draw(view));
    }

    public async Task<Response> ReRouteAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        var to = (inputs.GetValueOrDefault(ReRouteScreen.Team) as Input.Selected)?.Id;
        var reason = (inputs.GetValueOrDefault(ReRouteScreen.Reason) as Input.Typed)?.Text;
        var command = new HandoffCommand.ReRoute(token.Round, token.Text ?? "", to ?? token.Text ?? "", reason);
        return await deeds.DoAsync(caller, number, command, cancellationToken) switch
        {
            Deed.Done done => Gone(await done.ViewAsync()),
            Deed.Refused { View: { } view, Refusal: var refusal } when Beside(refusal, to) is { } beside => new Response.Errors(
                ImmutableDictionary<string, string>.Empty.Add(beside.Input, beside.Says),
                ReRouteScreen.Draw(view, inputs, ImmutableDictionary<string, string>.Empty.Add(beside.Input, beside.Says), token.Drawing + 1)),
            var other => other.Sentence(number),
        };
    }

    /// <summary>What can be mended in the form.</summary>
    private static (string Input, string Says)? Beside(Refusal refusal, string? to) => refusal switch
    {
        Refusal.WithThemAlready when to is null => (ReRouteScreen.Team, "Choose a team."),
        Refusal.WithThemAlready or Refusal.NoSuchTeam or Refusal.ComesFromThem or Refusal.Unreachable => (ReRouteScreen.Team, refusal.Says.Plainly()),
        Refusal.Unexplained or Refusal.TooLong => (ReRouteScreen.Reason, refusal.Says.Plainly()),
        _ => null,
    };

    private static Response Gone(HandoffView view) => new Response.Says(
        $"{view.Handoff.Reference} is with {view.Organization.TeamName(view.Handoff.ReceivingTeam)} now, and {Shortened.To(view.NameOf(view.Handoff.Sender), 80)} is told.");
}
