namespace HandoffBot.MsTeams.Outbound;

/// <summary>What a local emulator is shown in place of a token: it asks for none, and there is no secret to get one with.</summary>
internal sealed class NoTokens : IBotTokens
{
    public ValueTask<BotToken> AskAsync(string? refused, CancellationToken cancellationToken) => new(new BotToken.Granted("local-emulator"));
}
