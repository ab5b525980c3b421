using System.Text.RegularExpressions;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Conversations;

/// <summary>What is kept of a message besides its words.</summary>
/// <param name="Author">Who wrote it, where the bot knows them.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Link">Opens it, where the platform tells.</param>
internal sealed record QuoteSource(PersonId? Author, string Name, Uri? Link);

/// <summary>Messages at which people point: kept until they have said where one goes, with who wrote it and where it is to be found.</summary>
internal sealed partial class Quotes(CommitSeam seam, IStore store, Roll roll, Platforms platforms, PlatformPatience most, BusinessClock clock, TimeProvider time)
{
    /// <summary>Kept for as long as its form may be open; with names in the place of the accounts that it mentions.</summary>
    public async Task<Quote> KeepAsync(Guid id, Quote quote, PersonId by)
    {
        var named = quote with { Text = await NamedAsync(quote) };
        var body = StorageJson.Write(StoredQuote.Of(named));
        await seam.RunAsync(
            context =>
            {
                context.Add(new QuoteRow { Id = id, By = by.Value, At = clock.System, Body = body });
                return Task.CompletedTask;
            },
            CancellationToken.None);
        return named;
    }

    /// <summary>Null where nobody keeps it any more, and for whoever did not point at it.</summary>
    public async Task<Quote?> FindAsync(Guid id, PersonId by)
    {
        await using var context = store.Read();
        var row = await context.Quotes.SingleOrDefaultAsync(one => one.Id == id && one.By == by.Value);
        return row is null ? null : StorageJson.ReadQuote(row.Body).ToQuote();
    }

    /// <summary>Who wrote it, where the bot knows them.</summary>
    public async Task<PersonView?> AuthorAsync(Quote quote) => quote.Author is { } account ? await PersonAsync(account) : null;

    /// <summary>Who wrote it, what they are called and where it is found. What only the platform knows is asked at once, within the time of one question.</summary>
    public async Task<QuoteSource> SourceAsync(Quote quote)
    {
        var known = await AuthorAsync(quote);
        using var patience = new CancellationTokenSource(most.Source, time);
        var name = known is null ? ProfileNameAsync(quote, patience.Token) : Task.FromResult<string?>(known.Name);
        var link = AddressAsync(quote, patience.Token);
        await Task.WhenAll(name, link);
        return new(known?.Id, await name ?? NameIn(quote), await link);
    }

    /// <summary>Opens the message; null where the platform has no address, or does not tell it now.</summary>
    public async Task<Uri?> LinkAsync(Quote quote)
    {
        using var patience = new CancellationTokenSource(most.Source, time);
        return await AddressAsync(quote, patience.Token);
    }

    /// <summary>What its author is called without asking the platform.</summary>
    public static string NameIn(Quote quote) => quote.AuthorName ?? (quote.Author is null ? "An app" : "Somebody");

    private async Task<string?> ProfileNameAsync(Quote quote, CancellationToken patience) =>
        quote is { AuthorName: null, Author: { } account } && platforms.Directory(account.Platform) is { } directory
            && await AnsweredAsync(directory.ProfileAsync(account, patience), patience) is { Name: { Length: > 0 } name }
            ? name
            : null;

    private async Task<Uri?> AddressAsync(Quote quote, CancellationToken patience) =>
        quote.Link ?? (platforms.Edge(quote.At.Platform) is { } edge ? await AnsweredAsync(edge.LinkAsync(quote.At, patience), patience) : null);

    private async Task<string> NamedAsync(Quote quote)
    {
        var text = quote.Text;
        foreach (var account in Mention().Matches(text).Select(one => one.Groups["account"].Value).Distinct(StringComparer.Ordinal).Take(20))
        {
            var person = await PersonAsync(new(quote.At.Platform, quote.At.Workspace, account));
            text = text.Replace($"<@{account}>", $"@{person?.Name ?? "somebody"}", StringComparison.Ordinal);
        }

        return text;
    }

    private async Task<PersonView?> PersonAsync(AccountRef account)
    {
        await using var context = store.Read();
        var person = await context.Accounts
            .Where(one => one.Platform == account.Platform && one.Workspace == account.Workspace && one.Account == account.Account)
            .Select(one => (Guid?)one.Person).SingleOrDefaultAsync();
        return person is { } id ? (await roll.ViewsAsync(context, [new PersonId(id)])).GetValueOrDefault(new PersonId(id)) : null;
    }

    /// <summary>Nothing is refused because a platform is slow.</summary>
    private static async Task<T?> AnsweredAsync<T>(Task<T?> asked, CancellationToken patience)
        where T : class
    {
        try
        {
            return await asked.WaitAsync(patience);
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    [GeneratedRegex("<@(?<account>[A-Za-z0-9_-]{1,60})>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mention();
}
