using System.Text.Json;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace HandoffBot.Engine.Webhooks;

/// <summary>
/// Delivers a step of a ladder to a webhook. Like any ping it looks at its clock once more, and tells the state as it is then; unlike one
/// it can be repeated without harm, because the receiver knows it by its id.
/// </summary>
internal sealed class WebhookCalls(
    IStore store, Viewing viewing, Matters matters, Rulebook rulebook, PingCheck check, Addressing addressing, WebhookBook book, WebhookClient client, BusinessClock clock)
{
    private static readonly Duration GiveUpAfter = Duration.FromDays(1);

    public async Task<Sent> SendAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        var intent = Intent.Read(row.Intent);
        await using var context = store.Read();
        if (await check.WhyNotAsync(context, intent) is { } over)
            return Came(null, over);

        var name = intent.Text ?? "";
        if (book.Find(name) is not { } webhook)
            return Came(null, book.WhyNot(name) ?? "");

        if (book.KeysOf(webhook) is not { } keys)
            return Came(new Outcome.Dead(book.WhyNot(name) ?? "It has no secret", "Mend that and start the bot again."));

        var body = await BodyAsync(context, row, intent);
        var outcome = await client.PostAsync(webhook.Url, keys, IdOf(row), clock.System, body.Write(), cancellationToken);
        return outcome is Outcome.Later && clock.System - row.CreatedAt > GiveUpAfter
            ? Came(new Outcome.Dead("For a day it asked to wait", "Look at what limits it."))
            : Came(outcome);
    }

    private async Task<WebhookBody> BodyAsync(EngineContext context, DeliveryRow row, Intent intent)
    {
        var ping = intent.Ping ?? throw new InvalidOperationException("A step that is told to a webhook says which beat it is.");
        var stored = await context.Clocks.SingleAsync(one => one.Id == ping.Clock);
        var matter = await matters.OfAsync(context, stored);
        var spec = matter.Spec ?? throw new InvalidOperationException("Its clock was there a moment ago.");
        var view = matter.Handoff is { } handoff ? await viewing.ViewAsync(context, handoff.Number) : null;
        var at = Instant.FromUnixTimeMilliseconds(ping.At);
        return new(WebhookBody.OfStep, WebhookBody.Present, IdOf(row), Iso(at), new(
            view is null ? null : Described(view), matter.Handoff?.ClientName ?? matter.Client?.Name ?? "", await HolderAsync(context, matter, spec),
            new(
                Kebab($"{stored.Kind}"), ping.Run, spec.Policy.Ladder, ping.Key, ping.Repeat,
                stored.Due is { } due ? Iso(due) : null, at >= stored.Due, ping.Late),
            view?.BriefLink?.AbsoluteUri));
    }

    private async Task<string?> HolderAsync(EngineContext context, Matter matter, ClockSpec spec) =>
        await addressing.HolderAsync(context, matter, spec) is { } holder
            ? await context.People.Where(one => one.Id == holder.Value).Select(one => one.Name).SingleAsync()
            : null;

    private WebhookHandoff Described(HandoffView view)
    {
        var handoff = view.Handoff;
        return new(
            handoff.Reference, Kebab($"{handoff.Status}"), handoff.Round, new(handoff.Playbook.Key, handoff.Playbook.Name), Team(handoff.SendingTeam),
            Team(handoff.ReceivingTeam), view.NameOf(handoff.Sender));
    }

    private WebhookNamed Team(string key) => new(key, rulebook.Organization.TeamName(key));

    /// <summary>Never with a full stop, which separates the parts of what is signed.</summary>
    private static string IdOf(DeliveryRow row) => $"{row.Id:N}";

    private static string Iso(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static Sent Came(Outcome? outcome, string over = "") => new(outcome, Rendered.Nothing(over));
}
