namespace HandoffBot.Playground.Workspace;

/// <summary>An account of the workspace: a person, a guest or the bot.</summary>
internal sealed record Member(string Id, string Handle, string Name, string Email, string Title, string TimeZone)
{
    private static readonly string[] Palette =
        ["4a6ee0", "2f855a", "8f5e15", "9f3a6b", "2b7a8c", "7a4fc4", "c2513b", "4f6d2f", "ad4fa8", "3f5f8a"];

    public bool IsGuest { get; init; }

    public bool IsBot { get; init; }

    /// <summary>Deactivated: still named in old messages, found by nobody.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Six hexadecimal digits, the same for the same id.</summary>
    public string Color => Palette[Id.Sum(letter => letter) % Palette.Length];

    public static Member Of(PlaygroundPerson person) =>
        new(PlaygroundIds.User(person.Email), HandleOf(person.Email), person.Name, person.Email.Trim(), person.Title, person.TimeZone)
        {
            IsGuest = person.Guest,
        };

    private static string HandleOf(string email) => email.Trim().Split('@')[0].ToLowerInvariant();
}
