namespace HandoffBot.Core.Handoffs;

/// <summary>
/// Messages that are added to a handoff. They are no content: nobody asks the receiver to read them, so an acceptance is not refused because
/// one came in meanwhile.
/// </summary>
public static partial class HandoffRules
{
    /// <summary>The most messages that one handoff carries.</summary>
    public const int MostEvidence = 20;

    private static Decision AddEvidence(Scene scene, HandoffCommand.AddEvidence add)
    {
        var (handoff, evidence) = (scene.Handoff, add.Evidence);
        if (!Permissions.MayAddEvidence(scene.Actor, handoff, scene.Circumstances.Client, scene.Circumstances.OwnersTeams))
            return Refused(WhoMay.AddEvidence(handoff, scene.Circumstances));

        if (handoff.Status == HandoffStatus.Discarded)
            return Refused(new Refusal.NotNow(scene.Standing));

        if (handoff.Evidence.FirstOrDefault(one => one.Message == evidence.Message) is { } known)
        {
            return known.Id == evidence.Id
                ? Granted()
                : Refused(new Refusal.AddedAlready(
                    handoff.Reference, known.AddedBy == scene.By ? null : scene.Circumstances.NameOf(known.AddedBy), known.AddedAt, scene.Organization.Zone));
        }

        if (handoff.Evidence.Length >= MostEvidence)
            return Refused(new Refusal.TooMuchEvidence(handoff.Reference, MostEvidence));

        return string.IsNullOrWhiteSpace(evidence.Text)
            ? Refused(new Refusal.NothingWritten(HasFiles: false))
            : Granted(new HandoffEvent.EvidenceAdded(scene.By, scene.Now, evidence with { AddedBy = scene.By, AddedAt = scene.Now }));
    }

    private static Decision RemoveEvidence(Scene scene, HandoffCommand.RemoveEvidence remove)
    {
        var handoff = scene.Handoff;
        if (handoff.Evidence.FirstOrDefault(one => one.Id == remove.Id) is not { } known)
            return Refused(new Refusal.NoSuchEvidence(handoff.Reference));

        if (!Permissions.MayRemoveEvidence(scene.Actor, handoff, known))
            return Refused(WhoMay.RemoveEvidence(handoff, known, scene.Circumstances));

        return handoff.Status == HandoffStatus.Discarded
            ? Refused(new Refusal.NotNow(scene.Standing))
            : Granted(new HandoffEvent.EvidenceRemoved(scene.By, scene.Now, known with { Text = "", Link = null }));
    }

    private static Handoff After(Handoff handoff, HandoffEvent.EvidenceRemoved removed) =>
        handoff with { Evidence = handoff.Evidence.RemoveAll(one => one.Id == removed.Evidence.Id) };

    private static Handoff After(Handoff handoff, HandoffEvent.EvidenceAdded added) => handoff with { Evidence = handoff.Evidence.Add(added.Evidence) };
}
