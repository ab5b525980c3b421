using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>To which other team a handoff belongs, and why.</summary>
public static class ReRouteScreen
{
    /// <summary>Input id of the choice; comes back as the team's key.</summary>
    public const string Team = "team";
    public const string Reason = "reason";
    public const int ReasonLength = HandoffRules.LongestNote;

    /// <summary>The most that one control can offer.</summary>
    private const int MostTeams = 100;

    public static Form Draw(
        HandoffView view, ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null, int drawing = 0)
    {
        var handoff = view.Handoff;
        return new(
            new(
                FormKind.ReRoute, handoff.Number, Round: handoff.Round, Revision: handoff.Revision, Drawing: drawing, Text: handoff.ReceivingTeam),
            ScreenParts.Title($"Re-route {handoff.Reference}"),
            [
                ScreenParts.Says($"{Spoken.Titled(view)} goes from {Spoken.To(view)} to another team, as {Spoken.Sender(view)} sent it. The new team's time begins now."),
                new FormPart.OneOf(
                    Team, "Which team is it for?", Hint: null, Required: true, Options(view),
                    (inputs?.GetValueOrDefault(Team) as Input.Selected)?.Id, errors?.GetValueOrDefault(Team)),
                new FormPart.TextField(
                    Reason, "Why?", $"{Spoken.Name(view, handoff.Sender)} and the other team read this.", Required: true, Multiline: true, ReasonLength,
                    ScreenParts.Typed(inputs, Reason), errors?.GetValueOrDefault(Reason)),
            ],
            "Re-route");
    }

    /// <summary>Those that the playbook knows come first.</summary>
    private static ImmutableArray<Suggestion> Options(HandoffView view)
    {
        var receivers = view.Handoff.Playbook.Receivers.ToList();
        return
        [
            .. view.Organization.Teams.Values
                .Where(team => HandoffRules.CanGoTo(view.Handoff, team.Key) && (team.Slack is not null || team.MsTeams is not null))
                .OrderBy(team => receivers.Contains(team.Key) ? 0 : 1)
                .Take(MostTeams)
                .Select(team => new Suggestion(team.Key, team.Name)),
        ];
    }
}
