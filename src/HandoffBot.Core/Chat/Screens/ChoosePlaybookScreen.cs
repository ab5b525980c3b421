using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Which kind of handoff, when a person may start several.</summary>
public static class ChoosePlaybookScreen
{
    /// <summary>Input id of the choice; comes back as the playbook's key.</summary>
    public const string Choice = "playbook";

    /// <param name="client">The client's name where the person already said it; it travels in the token.</param>
    public static Form Draw(Organization organization, IEnumerable<Playbook> playbooks, string? client, string? error = null)
    {
        var options = playbooks
            .Select(one => new Suggestion(one.Key, one.Name, $"{organization.TeamName(one.From)} → {organization.TeamName(one.To)}"))
            .ToImmutableArray();
        var intro = client is null ? "What do you want to hand over?" : $"What do you want to hand over for {Shortened.To(client, 150)}?";
        return new(
            new(FormKind.ChoosePlaybook, Text: client),
            "New handoff",
            [
                ScreenParts.Says(intro),
                new FormPart.OneOf(Choice, "Playbook", "Each playbook has its own checklist.", Required: true, options, Current: null, error),
            ],
            Submit: "Next");
    }
}
