using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>Tells the admins what only they can mend; equal news once.</summary>
internal sealed class Telling(CommitSeam seam, Rulebook rulebook, Roll roll, Outbox outbox)
{
    /// <param name="key">What makes it one piece of news.</param>
    public Task AdminsAsync(string says, string key, CancellationToken cancellationToken) => seam.RunAsync(
        async context =>
        {
            if (await context.Deliveries.Under(key).AnyAsync())
                return;

            foreach (var admin in await roll.NamedAsync(context, rulebook.Organization.Admins))
                await outbox.AddAsync(context, new(IntentKind.Sentence, null) { Text = says }, admin, key);
        },
        cancellationToken);
}
