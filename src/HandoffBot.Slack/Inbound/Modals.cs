using HandoffBot.Core.Chat;
using HandoffBot.Slack.Blocks;
using HandoffBot.Slack.Outbound;

namespace HandoffBot.Slack.Inbound;

/// <summary>Opens and redraws the one modal of a person.</summary>
internal sealed class Modals(SlackClient client, ViewRenderer views)
{
    /// <summary>Opens a form within the three seconds that the trigger lives. What comes back is to be said instead, if anything.</summary>
    /// <param name="callback">Where it is opened.</param>
    public Task<Card?> OpenAsync(string? trigger, Form form, string workspace, string callback = ViewRenderer.CallbackId) =>
        OpenAsync(trigger, views.Render(form, workspace, callback));

    /// <summary>Says something where nobody can be answered in a channel.</summary>
    public Task<Card?> OpenAsync(string? trigger, Card card, string workspace, string callback = ViewRenderer.CallbackId) =>
        OpenAsync(trigger, views.Render(card, workspace, callback));

    private async Task<Card?> OpenAsync(string? trigger, View view)
    {
        if (string.IsNullOrEmpty(trigger))
            return Sentences.TryAgain;

        var body = new OpenViewBody(trigger, view);
        var called = await client.WriteAsync("views.open", body, SlackJson.Wire.OpenViewBody, CancellationToken.None);
        return called switch
        {
            Called.Done => null,
            Called.Refused refused when IsAboutTrigger(refused) => Sentences.TryAgain,
            Called.Refused refused => Sentences.NotOpened(refused.Error),
            _ => Sentences.TryAgain,
        };
    }

    public Task UpdateAsync(ViewWire shown, Form form, string workspace) => UpdateAsync(shown, views.Render(form, workspace, shown.Callback), workspace);

    public Task UpdateAsync(ViewWire shown, Card card, string workspace) => UpdateAsync(shown, views.Render(card, workspace, shown.Callback), workspace);

    private async Task UpdateAsync(ViewWire shown, View next, string workspace)
    {
        if (shown.Id is not { Length: > 0 } id)
            return;

        var called = await SendAsync(new(id, shown.Hash, next));

        // Somebody redrew the view meanwhile. What is drawn now follows from the database, so it is the newer one.
        if (called is Called.Refused { Error: "hash_conflict" })
            called = await SendAsync(new(id, null, next));

        if (called is Called.Refused { Error: not ("not_found" or "view_not_found" or "hash_conflict") } refused)
            await SendAsync(new(id, null, views.Render(Sentences.NotOpened(refused.Error), workspace, shown.Callback)));
    }

    private Task<Called> SendAsync(UpdateViewBody body) =>
        client.WriteAsync("views.update", body, SlackJson.Wire.UpdateViewBody, CancellationToken.None);

    private static bool IsAboutTrigger(Called.Refused refused) =>
        refused.Error.Contains("trigger", StringComparison.Ordinal)
        || (refused.Error == "invalid_arguments" && refused.Detail?.Contains("trigger", StringComparison.Ordinal) == true);
}
