using HandoffBot.Core.Chat;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Faults;

/// <summary>What hangs in the channels and chats of one platform for people to see.</summary>
internal interface IWall
{
    Platform Platform { get; }

    /// <summary>What hangs there more often than anything excuses.</summary>
    IEnumerable<string> Doubled(World world);

    /// <summary>What the bot takes for sent and what hangs nowhere.</summary>
    IEnumerable<string> Unseen(World world);

    /// <summary>A card as it hangs there; null when it does not.</summary>
    Hung? Find(CardRow card);
}

/// <summary>A card as people see it.</summary>
internal sealed record Hung(string Text, IReadOnlySet<string> Buttons);
