using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// Proves that a request comes from Microsoft's connector and is meant for this bot.
/// <see href="https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication"/>
/// </summary>
internal sealed class Tokens(SigningKeys keys, IOptions<MsTeamsOptions> options, TimeProvider systemClock)
{
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    public async Task<Verdict> VerifyAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
            return new Verdict.Refused("there is no token");

        if (Read(authorization[Scheme.Length..].Trim()) is not { } token)
            return new Verdict.Refused("the token cannot be read");

        if (!Algorithms.Contains(token.Alg, StringComparer.Ordinal) || token.Kid is not { Length: > 0 } name)
            return new Verdict.Refused("the token is not signed as Microsoft signs");

        return await keys.FindAsync(name, cancellationToken) switch
        {
            Sought.Found found => await VerifyAsync(token, found),
            Sought.Missing => new Verdict.Refused("the token's key is not published"),
            _ => new Verdict.NotKnown("Microsoft's keys cannot be read"),
        };
    }

    private async Task<Verdict> VerifyAsync(JsonWebToken token, Sought.Found signer)
    {
        var result = await handler.ValidateTokenAsync(token, Demands(signer));
        if (!result.IsValid)
            return new Verdict.Refused($"the token is not valid ({Why(result.Exception)})");

        return token.TryGetPayloadValue<string>("serviceurl", out var address) && address.Length > 0
            ? new Verdict.Genuine(address, signer.Key.Channels)
            : new Verdict.Refused("the token names no service address");
    }

    private TokenValidationParameters Demands(Sought.Found signer) => new()
    {
        RequireSignedTokens = true,
        ValidateIssuerSigningKey = true,
        IssuerSigningKey = signer.Key.Key,
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = Algorithms,
        ValidateIssuer = true,
        ValidIssuer = signer.Issuer,
        RequireAudience = true,
        ValidateAudience = true,
        AudienceValidator = (audiences, _, _) => audiences.Contains(options.Value.AppId.Trim(), StringComparer.OrdinalIgnoreCase),
        RequireExpirationTime = true,
        ValidateLifetime = true,
        LifetimeValidator = (from, until, _, _) => IsNow(from, until),
    };

    /// <summary>By the clock that the rest of the bot has, in both directions.</summary>
    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = systemClock.GetUtcNow().UtcDateTime;
        return until is { } end && now <= end + Skew && (from is not { } start || now >= start - Skew);
    }

    private JsonWebToken? Read(string written)
    {
        try
        {
            return handler.ReadJsonWebToken(written);
        }
        catch (Exception odd) when (odd is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    /// <summary>The kind of flaw; the library's sentences hold what the token says.</summary>
    private static string Why(Exception flaw) => flaw switch
    {
        SecurityTokenInvalidAudienceException => "for somebody else",
        SecurityTokenInvalidIssuerException => "from somebody else",
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => "not now",
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException => "its signature is wrong",
        _ => flaw.GetType().Name,
    };
}

/// <summary>Whether a token proves who sent the request.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <param name="ServiceUrl">Where Microsoft says that the conversation lives.</param>
    /// <param name="Channels">Those for which the signing key speaks.</param>
    public sealed record Genuine(string ServiceUrl, ImmutableArray<string> Channels) : Verdict
    {
        public bool Equals(Genuine? other) => other is not null && ServiceUrl == other.ServiceUrl && Channels.SequenceEqual(other.Channels);

        public override int GetHashCode() => ServiceUrl.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Nothing is proven: it comes from this machine, and the configuration says that this is enough.</summary>
    public sealed record Local : Verdict;

    public sealed record Refused(string Reason) : Verdict;

    /// <summary>Nobody can tell at the moment.</summary>
    public sealed record NotKnown(string Reason) : Verdict;
}
