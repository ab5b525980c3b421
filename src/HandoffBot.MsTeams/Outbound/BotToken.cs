namespace HandoffBot.MsTeams.Outbound;

/// <summary>Whoever gives the bot its own token, with which it speaks to the connector.</summary>
internal interface IBotTokens
{
    /// <param name="refused">A token that was not accepted: another one is fetched, however long this one was to last.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    ValueTask<BotToken> AskAsync(string? refused, CancellationToken cancellationToken);
}

/// <summary>The bot's own token, or why there is none.</summary>
internal abstract record BotToken
{
    private BotToken()
    {
    }

    /// <param name="Value">A secret: never logged.</param>
    public sealed record Granted(string Value) : BotToken
    {
        public override string ToString() => "Granted";
    }

    /// <summary>Entra knows the bot not so. <paramref name="Mend"/> says what to do.</summary>
    public sealed record Refused(string Reason, string Mend) : BotToken;

    /// <summary>Entra could not be asked, or had no time.</summary>
    public sealed record Away(string Reason) : BotToken;
}
