using System.Security.Cryptography;
using System.Text;
using HandoffBot.Core.Chat;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Desks;

/// <summary>Keeps the messages true that ask leads to agree to a version of a playbook: each is redrawn with who has agreed and what holds.</summary>
internal sealed class AskedLeads(CommitSeam seam, IStore store, Notices notices, Ids ids)
{
    /// <summary>Under which its messages are.</summary>
    public static string KeyOf(PlaybookVersionRow row) => $"playbook/{row.Key}/{row.Version}/{row.AskedAt?.ToUnixTimeMilliseconds()}";

    /// <summary>One for all who are asked at that time: proposed again later it is asked in new messages.</summary>
    public static Guid NoticeOf(PlaybookVersionRow row) => new(SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(row))).AsSpan(0, 16));

    public Task RefreshAsync(EngineContext context, PlaybookVersionRow row) =>
        notices.RefreshAsync(context, NoticeOf(row), KeyOf(row), $"{KeyOf(row)}/drawn/{ids.New():N}");

    /// <summary>Somebody pressed what was out of date, or the file has changed.</summary>
    public Task RefreshAsync(string key, string version) => seam.RunAsync(
        async context =>
        {
            if (await context.PlaybookVersions.FindAsync([key, version], CancellationToken.None) is { AskedAt: not null } row)
                await RefreshAsync(context, row);
        },
        CancellationToken.None);

    /// <summary>A message that we do not know, on which somebody presses.</summary>
    public async Task AdoptAsync(string key, string version, CardRef message)
    {
        PlaybookVersionRow? row;
        await using (var context = store.Read())
            row = await context.PlaybookVersions.FindAsync([key, version], CancellationToken.None);
        if (row is { AskedAt: not null })
            await notices.AdoptAsync(NoticeOf(row), message);
    }
}
