using System.Globalization;
using HandoffBot.Host.Tests.WholeBot;

namespace HandoffBot.Faults;

/// <summary>
/// One sender and one receiver, who hand over client after client. When the bot does not answer they do what people do: they try again.
/// </summary>
internal sealed class Story(int pair, HttpClient http, Ledger ledger, Random random)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly Page _sender = Page.Of(Company.Sends(pair), http, Company.Sender(pair));
    private readonly Page _receiver = Page.Of(Company.Receives(pair), http, Company.Receiver(pair));

    /// <summary>Goes on until told to stop; what is begun by then is brought to its end.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var count = 1; !stop.IsCancellationRequested; count++)
        {
            var client = string.Create(CultureInfo.InvariantCulture, $"Client {pair:00}-{count:000}");
            var choice = random.Next(100);
            if (!await TryAsync(() => SubmitsAsync(client)))
                continue;

            ledger.Note(client, Acknowledged.Submitted);
            await GoOnAsync(client, choice);
        }
    }

    private Task GoOnAsync(string client, int choice) => choice switch
    {
        < 45 => AnswerAsync(client, Acknowledged.Accepted, () => AcceptsAsync(client)),
        < 65 => AnswerAsync(client, Acknowledged.Rejected, () => RejectsAsync(client)),
        < 75 => AnswerAsync(client, Acknowledged.Withdrawn, () => WithdrawsAsync(client)),

        // Nobody answers: the ladder runs out.
        _ => Task.CompletedTask,
    };

    private async Task AnswerAsync(string client, Acknowledged act, Func<Task<bool>> acts)
    {
        if (await TryAsync(acts))
            ledger.Note(client, act);
    }

    /// <summary>Again and again until it is done or patience ends.</summary>
    private async Task<bool> TryAsync(Func<Task<bool>> acts)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            if (await acts())
                return true;

            await Task.Delay(Pause);
        }

        ledger.GaveUp();
        await _sender.ClosesAsync();
        await _receiver.ClosesAsync();
        return false;
    }

    /// <summary>One try at whatever comes next on the way to a submitted handoff; true when the last screen was taken.</summary>
    private async Task<bool> SubmitsAsync(string client)
    {
        await _sender.LooksAsync();
        if (_sender.Form is not { } form || !form.Says(client))
        {
            await _sender.ClosesAsync();
            if (await _sender.SeesAsync(place: null, "Withdraw", client))
                return true;

            await _sender.TypesAsync($"new {Company.Playbook(pair)} \"{client}\"");
            return false;
        }

        if (form.Asks("Scope"))
        {
            form.Fill("Scope", $"Everything for {client}");
            await _sender.SubmitsAsync();
            return false;
        }

        return form.Says("Everything that is needed is there.") && await _sender.SubmitsAsync() && _sender.Form is null;
    }

    private Task<bool> AcceptsAsync(string client) => AnswersAsync("Accept", client, form => form.Tick("The scope is clear"), "You accepted");

    private Task<bool> RejectsAsync(string client) => AnswersAsync("Reject", client, FillTheReject, "You rejected");

    private static void FillTheReject(OpenForm form)
    {
        form.Fill("Why?", "Scope is unclear");
        form.Fill("Which fields is it about?", "Scope");
    }

    /// <summary>One try at the next step of an answer: press, fill, send; true when the form says that it was done.</summary>
    private async Task<bool> AnswersAsync(string button, string client, Action<OpenForm> fill, string done)
    {
        await _receiver.LooksAsync();
        if (_receiver.Form is not { } form || !form.Says(client))
        {
            await _receiver.ClosesAsync();
            await _receiver.PressesAsync(Company.Channel(pair), button, client);
            return false;
        }

        if (!form.Says(done))
        {
            fill(form);
            await _receiver.SubmitsAsync();
        }

        if (_receiver.Form?.Says(done) != true)
            return false;

        await _receiver.ClosesAsync();
        return true;
    }

    private Task<bool> WithdrawsAsync(string client) => _sender.PressesAsync(place: null, "Withdraw", client);
}
