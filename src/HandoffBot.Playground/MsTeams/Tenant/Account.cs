namespace HandoffBot.Playground.MsTeams.Tenant;

/// <summary>A person's account of the tenant.</summary>
/// <param name="Id">The <c>29:</c> id under which the bot knows the person.</param>
/// <param name="AadObjectId">The id in Entra, which is the same for every bot.</param>
/// <param name="ChatId">The conversation id of the personal chat with the bot.</param>
internal sealed record Account(string Id, string AadObjectId, string ChatId, string Name, string Email, string Title, string TimeZone)
{
    private static readonly string[] Palette =
        ["4a6ee0", "2f855a", "8f5e15", "9f3a6b", "2b7a8c", "7a4fc4", "c2513b", "4f6d2f", "ad4fa8", "3f5f8a"];

    public bool IsGuest { get; init; }

    /// <summary>The account was blocked: still named in old messages, found by nobody.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>A guest's name in this tenant is made of the address that they have at home.</summary>
    public string UserPrincipalName => IsGuest ? $"{Email.Replace('@', '_')}#EXT#@playground.onmicrosoft.com" : Email;

    /// <summary>Six hexadecimal digits, the same for the same person.</summary>
    public string Color => Palette[Email.Sum(letter => letter) % Palette.Length];

    public static Account Of(PlaygroundPerson person, string appId)
    {
        var email = person.Email.Trim();
        return new Account(
            MsTeamsPlaygroundIds.User(appId, email), MsTeamsPlaygroundIds.AadObject(email), MsTeamsPlaygroundIds.Chat(appId, email),
            person.Name, email, person.Title, person.TimeZone)
        {
            IsGuest = person.Guest,
        };
    }
}
