namespace HandoffBot.MsTeams.Cards;

/// <summary>What Microsoft Teams accepts, in characters, each of which counts as two bytes.</summary>
internal static class Limits
{
    /// <summary>
    /// A message's card. Older services refuse messages above 28 kB, ids and summary included.
    /// <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages"/>
    /// </summary>
    public const int MessageCard = 13_000;

    /// <summary>A dialog's card is no message, but the answer to a request; 80 kB is what is recommended for anything that a bot sends.</summary>
    public const int DialogCard = 38_000;

    /// <summary>More than fit a lock screen are cut there, in the client's own way.</summary>
    public const int Summary = 300;

    public const int Header = 150;
    public const int Note = 2000;
    public const int Label = 300;
    public const int InputValue = 10_000;
    public const int Placeholder = 150;
    public const int ButtonText = 60;
    public const int ButtonWords = 1000;
    public const int OptionText = 200;
    public const int OptionValue = 150;
    public const int DialogTitle = 64;

    /// <summary>A card shows no more buttons in a row; the rest would go into its menu.</summary>
    public const int Actions = 6;

    /// <summary>Pixels of a row of buttons on a narrow telephone.</summary>
    public const int RowWidth = 320;

    /// <summary>More than so many choices stand in a list that opens, fewer beside each other.</summary>
    public const int ChoicesInSight = 5;

    /// <summary>More than so many boxes stand in a list that opens.</summary>
    public const int BoxesInSight = 15;
}
