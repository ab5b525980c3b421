using System.Globalization;
using HandoffBot.Engine.Delivery;

namespace HandoffBot.Host;

/// <summary><c>deliveries</c>: shows what could not be sent, and sends it again or never. It works beside a bot that runs.</summary>
internal static class DeliveriesCommand
{
    private const int Misspoken = 2;

    /// <param name="args">The words after <c>deliveries</c>, then configuration keys as the bot takes them.</param>
    /// <returns>The exit code: 0 when it was done, 1 when it could not be, 2 when the words say nothing.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var words = args.TakeWhile(word => !word.StartsWith('-')).ToArray();
        Func<DeadLetters, Task<int>>? act = words switch
        {
            [] => dead => ListAsync(dead, 1, output, cancellationToken),
            [var page] when int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
                dead => ListAsync(dead, number, output, cancellationToken),
            ["replay", var which] when Read(which) is { } one => dead => ReplayAsync(dead, one, output, errors, cancellationToken),
            ["discard", var which] when Read(which) is { } one => dead => DiscardAsync(dead, one, output, errors, cancellationToken),
            _ => null,
        };
        if (act is null)
            return Misread(words, errors);

        var code = 0;
        var refused = await Bot.WithAsync(
            args[words.Length..],
            serves: false,
            async bot => code = await act(bot.App.Services.GetRequiredService<DeadLetters>()),
            errors,
            "The deliveries cannot be looked at:");
        return refused == 0 ? code : refused;
    }

    private static async Task<int> ListAsync(DeadLetters dead, int number, TextWriter output, CancellationToken cancellationToken)
    {
        var page = await dead.ListAsync(number, cancellationToken);
        if (page.Total == 0)
        {
            await output.WriteLineAsync("Nothing: every message was sent, or waits for its turn.");
            return 0;
        }

        await output.WriteLineAsync(page.Total == 1 ? "1 message could not be sent:" : $"{page.Total} messages could not be sent, the oldest first:");
        foreach (var one in page.Entries)
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync($"{one.Id}  given up {one.Since:uuuu'-'MM'-'dd HH':'mm} UTC after {Counted(one.Attempts, "attempt")}");
            await output.WriteLineAsync($"  {one.What}{(one.Handoff is null ? "" : $" of {one.Handoff}")}, to {one.To}");
            await output.WriteLineAsync($"  {one.Why}");
        }

        await output.WriteLineAsync();
        if (page.Pages > 1)
            await output.WriteLineAsync($"Page {page.Number} of {page.Pages}.{(page.Number < page.Pages ? $" The next one: deliveries {page.Number + 1}" : "")}");
        await output.WriteLineAsync("When what is wrong is mended: deliveries replay ID, or deliveries replay all. What need not be sent any more: deliveries discard ID.");
        return 0;
    }

    private static async Task<int> ReplayAsync(DeadLetters dead, Chosen chosen, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var count = await dead.ReplayAsync(chosen.Id, cancellationToken);
        if (count == 0)
            return await NoneAsync(chosen, output, errors);

        await output.WriteLineAsync($"{Counted(count, "message")} will be sent again: within seconds where the bot runs, else when it is started.");
        return 0;
    }

    private static async Task<int> DiscardAsync(DeadLetters dead, Chosen chosen, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var count = await dead.DiscardAsync(chosen.Id, cancellationToken);
        if (count == 0)
            return await NoneAsync(chosen, output, errors);

        await output.WriteLineAsync($"{Counted(count, "message")} will not be sent.");
        return 0;
    }

    /// <summary>All of nothing is done; one that is not there was meant to be.</summary>
    private static async Task<int> NoneAsync(Chosen chosen, TextWriter output, TextWriter errors)
    {
        if (chosen.Id is not { } id)
        {
            await output.WriteLineAsync("Nothing to do: every message was sent, or waits for its turn.");
            return 0;
        }

        await errors.WriteLineAsync($"No message that could not be sent has the id {id}. It may have been replayed or discarded before; deliveries lists those that there are.");
        return 1;
    }

    private static int Misread(string[] words, TextWriter errors)
    {
        errors.WriteLine(words switch
        {
            ["replay" or "discard"] => $"Which one? Say deliveries {words[0]} ID, or deliveries {words[0]} all.",
            ["replay" or "discard", var which] => $"'{which}' is not an id as deliveries lists them, nor all.",
            _ => $"'{string.Join(' ', words)}' is nothing that deliveries does. It lists [PAGE], and knows replay ID|all and discard ID|all.",
        });
        return Misspoken;
    }

    private static Chosen? Read(string which) =>
        which == "all" ? new Chosen(null) : Guid.TryParse(which, out var id) ? new Chosen(id) : null;

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    /// <param name="Id">Null chooses all.</param>
    private sealed record Chosen(Guid? Id);
}
