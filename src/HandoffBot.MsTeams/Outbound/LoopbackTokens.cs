using System.Text.Json;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>
/// The bot's token from a stand-in on this machine, which speaks plain http, as Entra's own library does not. Anywhere else the secret would
/// travel in the open. <see href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow"/>
/// </summary>
internal sealed class LoopbackTokens(IOptions<MsTeamsOptions> options, HttpClient http, TimeProvider time) : IBotTokens, IDisposable
{
    /// <summary>A token is not used until its last moment: it has yet to travel, and clocks differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim turn = new(1, 1);
    private Kept? kept;

    public void Dispose() => turn.Dispose();

    public async ValueTask<BotToken> AskAsync(string? refused, CancellationToken cancellationToken)
    {
        if (Good(refused) is { } good)
            return good;

        await turn.WaitAsync(cancellationToken);
        try
        {
            return Good(refused) ?? await FetchAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private BotToken.Granted? Good(string? refused) =>
        kept is { } last && last.Token.Value != refused && time.GetUtcNow() < last.Until ? last.Token : null;

    private async Task<BotToken> FetchAsync(CancellationToken cancellationToken)
    {
        var registered = options.Value;
        var authority = new Uri(registered.TokenAuthority);
        if (!authority.IsLoopback)
            throw new InvalidOperationException("A secret is never sent by http to another machine.");

        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", registered.AppId),
            new("client_secret", registered.AppPassword),
            new("scope", TokenRequest.Scope(authority)),
        ]);
        try
        {
            var address = new Uri($"{authority.AbsoluteUri.TrimEnd('/')}/{registered.TenantId}/oauth2/v2.0/token");
            using var response = await http.PostAsync(address, form, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return TokenRequest.IsPassing((int)response.StatusCode)
                ? new BotToken.Away($"the token's issuer answered with status {(int)response.StatusCode}")
                : Read(JsonSerializer.Deserialize(body, ConnectorJson.Wire.TokenResult));
        }
        catch (HttpRequestException failure)
        {
            return new BotToken.Away($"the token's issuer could not be reached ({failure.HttpRequestError})");
        }
        catch (JsonException)
        {
            return new BotToken.Away("the token issuer's answer made no sense");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new BotToken.Away("the token's issuer did not answer in time");
        }
    }

    private BotToken Read(TokenResult? result)
    {
        if (result is { Error: { Length: > 0 } error })
            return TokenRequest.Refused(error, result.ErrorDescription);

        if (result?.AccessToken is not { Length: > 0 } value)
            return new BotToken.Away("the token issuer's answer made no sense");

        var lasts = TimeSpan.FromSeconds(result.ExpiresIn);
        kept = new(new(value), time.GetUtcNow() + (lasts > 2 * Margin ? lasts - Margin : lasts / 2));
        return kept.Token;
    }

    private sealed record Kept(BotToken.Granted Token, DateTimeOffset Until);
}
