using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Inbound;

/// <summary>Names each inbound message so that the same one has the same name again, and no other has it.</summary>
internal static class Receipts
{
    public static string OfEvent(string eventId) => $"slack:event:{eventId}";

    public static string OfTrigger(string trigger) => $"slack:trigger:{trigger}";

    /// <summary>
    /// A submission has no id of its own. The same drawing of the same view with the same values is the same submission; a corrected
    /// one has other values, a redrawn one another drawing.
    /// </summary>
    public static string OfForm(string view, FormToken token, StateWire? state) =>
        string.Create(CultureInfo.InvariantCulture, $"slack:view:{view}:{token.Drawing}:{Digest(token, state)}");

    private static string Digest(FormToken token, StateWire? state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, token.ToString());
        foreach (var (block, actions) in InOrder(state?.Values))
        {
            foreach (var (action, value) in InOrder(actions))
            {
                Add(hash, block);
                Add(hash, action);
                Add(hash, value?.Value);
                Add(hash, value?.SelectedDate);
                Add(hash, value?.SelectedOption?.Value);
                foreach (var option in value?.SelectedOptions ?? [])
                    Add(hash, option?.Value);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static IEnumerable<KeyValuePair<string, T>> InOrder<T>(Dictionary<string, T>? values) =>
        values is null ? [] : values.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Each piece with its length, so that no two lists of pieces read alike.</summary>
    private static void Add(IncrementalHash hash, string? piece)
    {
        var bytes = Encoding.UTF8.GetBytes(piece ?? "");
        hash.AppendData(BitConverter.GetBytes(piece is null ? -1 : bytes.Length));
        hash.AppendData(bytes);
    }
}
