using System.Collections.Concurrent;
using System.Collections.Immutable;
using HandoffBot.Core.Chat;

namespace HandoffBot.Host.Tests.Edges;

/// <summary>The conversations that the bot has met, for as long as the test lasts.</summary>
internal sealed class MetSoFar : IConversationBook
{
    private readonly ConcurrentDictionary<ChannelRef, MetConversation> met = new();

    public void Clear() => met.Clear();

    public Task RememberAsync(MetConversation seen, CancellationToken cancellationToken)
    {
        met[seen.Conversation] = seen;
        return Task.CompletedTask;
    }

    public Task<MetConversation?> FindAsync(AccountRef account, CancellationToken cancellationToken) =>
        Task.FromResult(met.Values.SingleOrDefault(one => one.With == account));

    public Task<MetConversation?> FindAsync(ChannelRef conversation, CancellationToken cancellationToken) =>
        Task.FromResult(met.GetValueOrDefault(conversation));

    public Task<ImmutableArray<MetConversation>> TeamsAsync(Platform platform, string workspace, CancellationToken cancellationToken) =>
        Task.FromResult(met.Values.Where(one => one.Kind == ConversationKind.Channel).ToImmutableArray());

    public Task ForgetAsync(ChannelRef conversation, CancellationToken cancellationToken)
    {
        met.TryRemove(conversation, out _);
        return Task.CompletedTask;
    }
}
