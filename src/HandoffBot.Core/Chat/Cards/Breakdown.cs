namespace HandoffBot.Core.Chat.Cards;

/// <summary>What a person is told when something broke on our side, with a reference under which the log tells more.</summary>
public static class Breakdown
{
    public static Card Says(Exception failure, string reference) => Card.Says(failure is UnknownOutcomeException
        ? "Sorry, the connection to HandoffBot's database broke at the last moment, and whether this was carried out is not known. "
            + $"Please look before you try again; if it stays, tell an admin the reference {reference}."
        : $"Sorry, something broke on HandoffBot's side, and nothing was changed. Please try again; if it stays, tell an admin the reference {reference}.");
}
