using HandoffBot.Core.Chat;
using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Where the two teams of the example organization work, each in Slack or in Microsoft Teams.</summary>
internal sealed record Setting(Platform Sales, Platform Onboarding)
{
    public static readonly Setting InSlack = new(Platform.Slack, Platform.Slack);
    public static readonly Setting InMicrosoftTeams = new(Platform.MsTeams, Platform.MsTeams);
    public static readonly Setting FromSlackToMicrosoftTeams = new(Platform.Slack, Platform.MsTeams);
    public static readonly Setting FromMicrosoftTeamsToSlack = new(Platform.MsTeams, Platform.Slack);

    /// <summary>The example organization, so placed.</summary>
    public string Playbooks => this == InSlack ? Office.AcmeFolder : Office.Folder(Office.AcmeFolder, (Written.TheOrganization, Organization()));

    /// <summary>What is outside the bot; null is its own playground.</summary>
    public PlaygroundOptions? Around(string playbooks) => this == InSlack ? null : Outside.Hurried(playbooks);

    /// <summary>Where somebody of either team is. The admin is in Slack, if anybody is.</summary>
    public Platform Of(string name) => name switch
    {
        "Olu" or "Kim" => Onboarding,
        "Root" => Onboarding == Platform.Slack ? Onboarding : Sales,
        _ => Sales,
    };

    /// <summary>On which platform a place is.</summary>
    public Platform At(string place) => place == Acme.Onboarding ? Onboarding : Sales;

    /// <summary>How the organization's file says that a team receives there.</summary>
    public string Binding(string place) => At(place) == Platform.MsTeams
        ? $"msteams: {{ team: \"{Outside.TeamOf(place)}\", channel: \"{Outside.ChannelOf(place)}\" }}"
        : $"slack: {{ channel: {place} }}";

    private string Organization()
    {
        var text = File.ReadAllText(Path.Combine(Office.AcmeFolder, Written.TheOrganization));
        foreach (var place in new[] { Acme.Sales, Acme.Onboarding })
            text = text.Replace($"slack: {{ channel: {place} }}", Binding(place), StringComparison.Ordinal);

        return text;
    }
}
