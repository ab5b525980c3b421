using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>
/// The bot's token without a secret, from the Azure resource that it runs on: as the user-assigned managed identity whose client id the bot
/// is registered with. The library keeps the token, and fetches another one long before it expires.
/// <see href="https://learn.microsoft.com/entra/msal/dotnet/advanced/managed-identity"/>
/// </summary>
internal sealed class ManagedIdentityTokens : IBotTokens
{
    private readonly IManagedIdentityApplication app;
    private readonly string resource;

    /// <param name="http">Makes the library's own calls, and never through a proxy: the endpoint is this machine's own.</param>
    public ManagedIdentityTokens(IOptions<MsTeamsOptions> options, HttpClient http)
    {
        resource = TokenRequest.Resource(new Uri(options.Value.TokenAuthority));

        // What does not work at once is asked again by who waits for it, as with every other token.
        app = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(options.Value.AppId))
            .WithHttpClientFactory(new Calls(http), retryOnceOn5xx: false)
            .Build();
    }

    public async ValueTask<BotToken> AskAsync(string? refused, CancellationToken cancellationToken)
    {
        try
        {
            var token = (await app.AcquireTokenForManagedIdentity(resource).ExecuteAsync(cancellationToken)).AccessToken;
            if (token == refused)
                token = (await app.AcquireTokenForManagedIdentity(resource).WithForceRefresh(forceRefresh: true).ExecuteAsync(cancellationToken)).AccessToken;

            return new BotToken.Granted(token);
        }
        catch (MsalException failure)
        {
            return WhyNot(failure);
        }
    }

    /// <summary>The library words whatever goes wrong as its own; only a status from 400 says that the endpoint refused.</summary>
    private static BotToken WhyNot(MsalException failure) => failure switch
    {
        { ErrorCode: MsalError.RequestTimeout } => new BotToken.Away("the managed identity's endpoint did not answer in time"),
        { ErrorCode: MsalError.ManagedIdentityUnreachableNetwork } => new BotToken.Away("the managed identity's endpoint could not be reached"),
        MsalServiceException { StatusCode: var status } when IsPassing(status) => new BotToken.Away($"the managed identity's endpoint answered with status {status}"),
        MsalServiceException { StatusCode: >= 400 and var status } =>
            new BotToken.Refused($"the managed identity's endpoint answered with status {status}", TokenRequest.AssignIdentity),
        _ => new BotToken.Away("the managed identity endpoint's answer made no sense"),
    };

    /// <summary>
    /// A virtual machine's endpoint says 404 and 410 while it is renewed.
    /// <see href="https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#retry-guidance"/>
    /// </summary>
    private static bool IsPassing(int status) => status is 404 or 410 || TokenRequest.IsPassing(status);

    private sealed class Calls(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }
}
