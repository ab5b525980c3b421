namespace HandoffBot.Playground.MsTeams.Activities;

/// <summary>How long Microsoft Teams waits for the bot, and how often it asks again. Tests on slow machines wait longer, others shorter.</summary>
internal sealed class MsTeamsPatience
{
    /// <summary>For a message or an event; one that is not answered by then is sent again.</summary>
    public TimeSpan Message { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>For an invoke, behind which somebody is waiting; it is not sent again.</summary>
    public TimeSpan Invoke { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Before each further try, when the bot could not be reached or erred.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; set; } = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10)];

    /// <summary>The same for the news that the app was added: the bot may still be starting.</summary>
    public IReadOnlyList<TimeSpan> InstallPauses { get; set; } =
    [
        TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30),
    ];
}
