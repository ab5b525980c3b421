using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// The keys with which Microsoft signs what comes in, as it publishes them. They are read again every day, and when a key is asked for that
/// is not among them: whoever asks waits for the answer, which the library's own keeper of such documents does not offer.
/// </summary>
internal sealed class SigningKeys(HttpClient http, IOptions<MsTeamsOptions> options, TimeProvider systemClock, ILogger<SigningKeys> log) : IDisposable
{
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    /// <summary>So many requests with made-up keys cost Microsoft one question a minute.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>While nobody can be let in, it is tried sooner.</summary>
    private static readonly TimeSpan PauseWithoutAny = TimeSpan.FromSeconds(5);

    /// <summary>A key that was withdrawn must not count for ever because nobody could be asked.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(3);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = new();
    private volatile Published? published;
    private DateTimeOffset? tried;
    private Task asking = Task.CompletedTask;

    /// <summary>How long one whose key is known waits for a newer word on it: Microsoft's being slow keeps nobody out.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The key of that name, read anew if it is not known.</summary>
    public async ValueTask<Sought> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (published is { } known && Age(known) < Daily && known.Keys.TryGetValue(name, out var key))
            return new Sought.Found(known.Issuer, key);

        await WaitAsync(Asking(name), name, cancellationToken);

        if (published is not { } now || Age(now) >= Lasts)
            return new Sought.Unreachable();

        return now.Keys.TryGetValue(name, out var found) ? new Sought.Found(now.Issuer, found) : new Sought.Missing();
    }

    public void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
    }

    /// <summary>
    /// The reading that is under way, or begins now; the last one while it is too early for another. It is nobody's own: who asked first and hangs up
    /// must not take it from those who need it.
    /// </summary>
    private Task Asking(string name)
    {
        lock (gate)
        {
            if (!asking.IsCompleted || !IsTimeToAsk(name))
                return asking;

            tried = systemClock.GetUtcNow();
            return asking = Task.Run(() => AskAsync(ending.Token));
        }
    }

    private async Task WaitAsync(Task reading, string name, CancellationToken cancellationToken)
    {
        var isKnown = published is { } known && Age(known) < Lasts && known.Keys.ContainsKey(name);
        try
        {
            await reading.WaitAsync(isKnown ? Patience : Timeout.InfiniteTimeSpan, systemClock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What was published last counts meanwhile.
        }
    }

    private bool IsTimeToAsk(string name)
    {
        var isNeeded = published is not { } known || Age(known) >= Daily || !known.Keys.ContainsKey(name);
        var pause = published is { } any && Age(any) < Lasts ? Pause : PauseWithoutAny;
        return isNeeded && (tried is not { } before || systemClock.GetUtcNow() - before >= pause);
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var address = options.Value.OpenIdMetadataUrl;
        try
        {
            var retriever = new HttpDocumentRetriever(http) { RequireHttps = !new Uri(address).IsLoopback };
            var read = await OpenIdConnectConfigurationRetriever.GetAsync(address, retriever, cancellationToken);
            published = Judge(read) ?? published;
        }
        catch (Exception failure)
        {
            if (!cancellationToken.IsCancellationRequested)
                log.KeysNotRead(failure.GetBaseException().GetType().Name);
        }
    }

    private Published? Judge(OpenIdConnectConfiguration read)
    {
        var keys = (read.JsonWebKeySet?.Keys ?? [])
            .Where(key => key is { Kid.Length: > 0, Kty: JsonWebAlgorithmsKeyTypes.RSA, Use: null or "" or JsonWebKeyUseNames.Sig })
            .GroupBy(key => key.Kid, StringComparer.Ordinal)
            .ToImmutableDictionary(same => same.Key, same => new SigningKey(same.First(), Endorsements(same.First())), StringComparer.Ordinal);
        if (!string.IsNullOrEmpty(read.Issuer) && keys.Count > 0)
            return new(read.Issuer, keys, systemClock.GetUtcNow());

        log.KeysNotRead("there is no issuer or no key in it");
        return null;
    }

    /// <summary>The channels for which a key may sign; a field of Microsoft's own.</summary>
    private static ImmutableArray<string> Endorsements(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var written) && written switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(one => one.ToString()),
            IEnumerable<object?> list => list.Select(one => one?.ToString() ?? ""),
            _ => null,
        } is { } channels
            ? [.. channels.Where(one => one.Length > 0)]
            : [];

    private TimeSpan Age(Published known) => systemClock.GetUtcNow() - known.At;

    private sealed record Published(string Issuer, ImmutableDictionary<string, SigningKey> Keys, DateTimeOffset At);
}

/// <summary>A published key.</summary>
/// <param name="Channels">The channels that it is endorsed for.</param>
internal sealed record SigningKey(SecurityKey Key, ImmutableArray<string> Channels)
{
    public bool Equals(SigningKey? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Key.GetHashCode();
}

/// <summary>What became of looking for a key.</summary>
internal abstract record Sought
{
    private Sought()
    {
    }

    /// <param name="Issuer">Whom a token that it signed must name.</param>
    public sealed record Found(string Issuer, SigningKey Key) : Sought;

    public sealed record Missing : Sought;

    /// <summary>The keys could not be read, so nobody can be let in.</summary>
    public sealed record Unreachable : Sought;
}
