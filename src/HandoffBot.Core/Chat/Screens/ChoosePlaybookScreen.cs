using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Which kind of handoff, when a person may start several.</summary>
public static class ChoosePlaybookScreen
{
    /// <summary>Input id of the choice; comes back as the playbook's key.</summary>
    public const string Choice = "playbook";

    /// <summary>Input id of the client, which is asked for where it was not said and nothing else can be handed over.</summary>
    public const string Client = "client";

    /// <param name="client">The client's name where the person already said it; it travels in the token.</param>
    /// <param name="chosen">The client that stands in the form.</param>
    /// <param name="playbook">The key of the one that is chosen in the form.</param>
    public static Form Draw(
        Organization organization, IReadOnlyCollection<Playbook> playbooks, string? client, string? error = null, Suggestion? chosen = null, int drawing = 0,
        string? playbook = null)
    {
        var options = playbooks
            .Select(one => new Suggestion(one.Key, one.Name, $"{organization.TeamName(one.From)} → {organization.TeamName(one.To)}"))
            .ToImmutableArray();
        var intro = client is null ? "What do you want to hand over?" : $"What do you want to hand over for {Shortened.To(client, 150)}?";
        return new(
            new(FormKind.ChoosePlaybook, Drawing: drawing, Text: client),
            "New handoff",
            [
                ScreenParts.Says(intro),
                new FormPart.OneOf(Choice, "Playbook", "Each playbook has its own checklist.", Required: true, options, playbook, error),
                .. client is null && playbooks.All(one => one.Subject.IsClient) ? [new FormPart.ClientField(Client, "Client", "Or say it on the checklist.", Required: false, chosen, Redraws: false, null)] : (FormPart[])[],
            ],
            Submit: "Next");
    }
}
