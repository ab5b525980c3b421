using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>
/// The bot's token from Entra, as the app that it is registered as in its own tenant. The library keeps the token and fetches another one
/// before it expires. <see href="https://learn.microsoft.com/entra/msal/dotnet/acquiring-tokens/web-apps-apis/client-credential-flows"/>
/// </summary>
internal sealed class EntraTokens : IBotTokens
{
    private readonly IConfidentialClientApplication app;
    private readonly string[] scopes;

    /// <param name="options">With an authority by https: the library takes no other.</param>
    /// <param name="http">Makes the library's own calls.</param>
    public EntraTokens(IOptions<MsTeamsOptions> options, HttpClient http)
    {
        var registered = options.Value;
        var authority = new Uri(registered.TokenAuthority);
        scopes = [TokenRequest.Scope(authority)];

        // The authority is the configuration's word: nobody else needs to be asked whether it is a good one.
        app = ConfidentialClientApplicationBuilder.Create(registered.AppId)
            .WithClientSecret(registered.AppPassword)
            .WithAuthority(new Uri(authority, registered.TenantId))
            .WithInstanceDiscovery(enableInstanceDiscovery: false)
            .WithHttpClientFactory(new Calls(http))
            .Build();
    }

    public async ValueTask<BotToken> AskAsync(string? refused, CancellationToken cancellationToken)
    {
        try
        {
            var token = (await app.AcquireTokenForClient(scopes).ExecuteAsync(cancellationToken)).AccessToken;
            if (token == refused)
                token = (await app.AcquireTokenForClient(scopes).WithForceRefresh(forceRefresh: true).ExecuteAsync(cancellationToken)).AccessToken;

            return new BotToken.Granted(token);
        }
        catch (MsalServiceException failure) when (failure.StatusCode is 0)
        {
            return new BotToken.Away($"Entra did not answer ({failure.ErrorCode})");
        }
        catch (MsalServiceException failure) when (TokenRequest.IsPassing(failure.StatusCode))
        {
            return new BotToken.Away($"Entra answered with status {failure.StatusCode}");
        }
        catch (MsalServiceException failure)
        {
            return TokenRequest.Refused(failure.ErrorCode, failure.Message);
        }
        catch (Exception failure) when (failure is MsalClientException or JsonException)
        {
            return new BotToken.Away("Entra's answer made no sense");
        }
        catch (HttpRequestException failure)
        {
            return new BotToken.Away($"Entra could not be reached ({failure.HttpRequestError})");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new BotToken.Away("Entra did not answer in time");
        }
    }

    private sealed class Calls(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }
}
