using System.Security.Cryptography;
using System.Text;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>Names each activity so that the same one has the same name again, and no other has it.</summary>
internal static class Receipts
{
    /// <summary>What is longer is named by its digest: it is a key of the database.</summary>
    private const int Longest = 200;

    /// <summary>An activity's id is its own within its conversation only. One without an id is like no other.</summary>
    public static string Of(Activity activity)
    {
        var receipt = $"msteams:{activity.Conversation?.Id}:{activity.Id ?? $"none:{Guid.NewGuid():N}"}";
        return receipt.Length <= Longest
            ? receipt
            : $"msteams:digest:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(receipt)).AsSpan(0, 16))}";
    }
}
