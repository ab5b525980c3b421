using System.Collections.Immutable;
using System.Text.Json;

namespace HandoffBot.Slack.Blocks;

/// <summary>Finds the fullest drawing that Slack accepts: long texts give way first, then every text, then what is only to be read.</summary>
internal static class Fitting
{
    private static readonly (int Long, int Any)[] Caps =
        [(3000, 3000), (1500, 3000), (800, 2000), (400, 2000), (300, 1000), (200, 600), (120, 300), (60, 150), (40, 80)];

    public static ImmutableList<Block> Into(int maxBlocks, int maxBytes, Func<int, int, ImmutableList<Block>> draw)
    {
        var blocks = draw(Caps[0].Long, Caps[0].Any);
        var fills = Bytes(blocks);
        for (var next = 1; fills > maxBytes && next < Caps.Length; next++)
        {
            blocks = draw(Caps[next].Long, Caps[next].Any);
            fills = Bytes(blocks);
        }

        return fills <= maxBytes && blocks.Count <= maxBlocks ? blocks : WithoutTheLast(blocks, maxBlocks, maxBytes);
    }

    /// <summary>Leaves out what is only to be read, from the end, and says so; then, at the very worst, from the end whatever it is.</summary>
    private static ImmutableList<Block> WithoutTheLast(ImmutableList<Block> blocks, int maxBlocks, int maxBytes)
    {
        var note = CardDrawing.Context("… more than fits here.");
        var place = blocks.Count;
        while (!Fits(blocks.Add(note), maxBlocks, maxBytes) && place-- > 1)
        {
            if (blocks[place] is not (Block.Actions or Block.Input or Block.Section { Accessory: not null }))
                blocks = blocks.RemoveAt(place);
        }

        // Notes about what was left out stand where it was, above the buttons.
        var at = Math.Clamp(place, 0, blocks.Count);
        blocks = blocks.Insert(at, note);
        while (!Fits(blocks, maxBlocks, maxBytes) && blocks.Count > 1)
            blocks = blocks.RemoveAt(blocks.Count - 1);

        return blocks;
    }

    private static bool Fits(ImmutableList<Block> blocks, int maxBlocks, int maxBytes) => blocks.Count <= maxBlocks && Bytes(blocks) <= maxBytes;

    public static int Bytes(ImmutableList<Block> blocks) => JsonSerializer.SerializeToUtf8Bytes(blocks, SlackJson.Wire.ImmutableListBlock).Length;
}
