namespace HandoffBot.Engine.Directory;

/// <summary>What is wrong with a team's channel, with how to mend it.</summary>
/// <param name="Blocks">Nothing can be posted there. Otherwise it is posted, and more people read it than should.</param>
internal sealed record ChannelTrouble(string Says, bool Blocks)
{
    /// <summary>Nothing can be posted where the sentence is about; null for no sentence.</summary>
    public static ChannelTrouble? Obstacle(string? says) => says is null ? null : new(says, Blocks: true);
}
