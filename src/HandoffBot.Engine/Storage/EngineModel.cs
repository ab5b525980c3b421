using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Storage;

/// <summary>Keys, indexes and the promises that the database itself keeps.</summary>
internal static class EngineModel
{
    /// <summary>Which handoffs count as open: their client can have no other of the same playbook.</summary>
    public const string OneOpenIndex = "IX_Handoffs_OneOpen";

    private static readonly HandoffStatus[] OpenStatuses =
        [HandoffStatus.Submitted, HandoffStatus.Clarifying, HandoffStatus.Rejected, HandoffStatus.Accepted];

    public static void Build(ModelBuilder model)
    {
        People(model);
        Handoffs(model);
        Clocks(model);
        Deliveries(model);
    }

    private static void People(ModelBuilder model)
    {
        model.Entity<PersonRow>(person =>
        {
            person.HasKey(one => one.Id);
            person.Property(one => one.Id).ValueGeneratedNever();
            person.HasIndex(one => one.Email).IsUnique();
            person.HasIndex(one => one.Name);
        });
        model.Entity<AccountRow>(account =>
        {
            account.HasKey(one => new { one.Platform, one.Workspace, one.Account });
            account.HasIndex(one => new { one.Person, one.Platform, one.Workspace }).IsUnique();
            account.HasOne<PersonRow>().WithMany().HasForeignKey(one => one.Person).OnDelete(DeleteBehavior.Restrict);
            account.Ignore(one => one.Ref);
        });
        model.Entity<TeamRow>(team =>
        {
            team.HasKey(one => one.Key);
            team.Property(one => one.Version).IsConcurrencyToken();
        });
        model.Entity<MembershipRow>(membership =>
        {
            membership.HasKey(one => new { one.Team, one.Person });
            membership.HasIndex(one => one.Person);
            membership.HasOne<PersonRow>().WithMany().HasForeignKey(one => one.Person).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<InstallationRow>().HasKey(one => new { one.Platform, one.Workspace });
        model.Entity<ConversationRow>(conversation =>
        {
            conversation.HasKey(one => new { one.Platform, one.Workspace, one.Conversation });
            conversation.HasIndex(one => new { one.Platform, one.Workspace, one.Account }).IsUnique()
                .HasFilter($"\"{nameof(ConversationRow.Account)}\" IS NOT NULL");
        });
    }

    private static void Handoffs(ModelBuilder model)
    {
        model.Entity<PlaybookVersionRow>(version =>
        {
            version.HasKey(one => new { one.Key, one.Version });
            version.Property(one => one.Revision).IsConcurrencyToken();
        });
        model.Entity<EditionRow>().HasKey(one => one.Version);
        model.Entity<ClientRow>(client =>
        {
            client.HasKey(one => one.Id);
            client.Property(one => one.Id).ValueGeneratedNever();
            client.HasIndex(one => new { one.Folded, one.Subject }).IsUnique();
            client.HasIndex(one => one.Owner);
            client.HasOne<PersonRow>().WithMany().HasForeignKey(one => one.Owner).OnDelete(DeleteBehavior.Restrict);
            client.Property(one => one.Version).IsConcurrencyToken();
        });
        model.Entity<HandoffRow>(handoff =>
        {
            handoff.HasKey(one => one.Number);
            handoff.Property(one => one.Number).ValueGeneratedNever();
            handoff.Property(one => one.Version).IsConcurrencyToken();
            handoff.HasOne<PersonRow>().WithMany().HasForeignKey(one => one.Sender).OnDelete(DeleteBehavior.Restrict);
            handoff.HasOne<ClientRow>().WithMany().HasForeignKey(one => one.Client).OnDelete(DeleteBehavior.Restrict);
            handoff.HasOne<PlaybookVersionRow>().WithMany()
                .HasForeignKey(one => new { one.Playbook, one.PlaybookVersion }).OnDelete(DeleteBehavior.Restrict);
            handoff.HasIndex(one => new { one.Client, one.Playbook }, OneOpenIndex).IsUnique()
                .HasFilter($"\"{nameof(HandoffRow.Status)}\" IN ({string.Join(", ", OpenStatuses.Select(one => (int)one))})");
            handoff.HasIndex(one => new { one.ReceivingTeam, one.Status, one.Due });
            handoff.HasIndex(one => new { one.SendingTeam, one.Status, one.Due });
            handoff.HasIndex(one => new { one.Sender, one.Status, one.Due });
            // How much each person has in hand.
            handoff.HasIndex(one => one.Holder).HasFilter($"\"{nameof(HandoffRow.Holder)}\" IS NOT NULL");
            handoff.HasIndex(one => one.Client).HasFilter($"\"{nameof(HandoffRow.Client)}\" IS NOT NULL");
            // Few have something to fill in, and those are looked for whenever somebody looks at their own.
            handoff.HasIndex(one => one.Sender, "IX_Handoffs_ToFillIn").HasFilter($"\"{nameof(HandoffRow.Exceptions)}\" > 0");
        });
        model.Entity<CommitmentRow>(commitment =>
        {
            commitment.HasKey(one => one.Id);
            commitment.Property(one => one.Id).ValueGeneratedNever();
            commitment.Property(one => one.Version).IsConcurrencyToken();
            commitment.HasOne<ClientRow>().WithMany().HasForeignKey(one => one.Client).OnDelete(DeleteBehavior.Restrict);
            commitment.HasOne<HandoffRow>().WithMany().HasForeignKey(one => one.Handoff).OnDelete(DeleteBehavior.Restrict);
            commitment.HasIndex(one => new { one.Client, one.Due });
            commitment.HasIndex(one => one.Handoff).HasFilter($"\"{nameof(CommitmentRow.Handoff)}\" IS NOT NULL");
        });
        model.Entity<TimelineRow>(entry =>
        {
            entry.HasKey(one => one.Id);
            entry.HasIndex(one => new { one.Handoff, one.Id });
            entry.HasIndex(one => new { one.Client, one.Id });
        });
        // Old ones are looked for once a day, and every command writes one: no index by their time.
        model.Entity<ReceiptRow>().HasKey(one => one.Id);
        // Few, and none older than days: no index by their time either.
        model.Entity<QuoteRow>(quote =>
        {
            quote.HasKey(one => one.Id);
            quote.Property(one => one.Id).ValueGeneratedNever();
        });
        model.Entity<CounterRow>(counter =>
        {
            counter.HasKey(one => one.Name);
            counter.Property(one => one.Next).IsConcurrencyToken();
        });
        model.Entity<SettingRow>().HasKey(one => one.Name);
    }

    private static void Clocks(ModelBuilder model) => model.Entity<ClockRow>(clock =>
    {
        clock.HasKey(one => one.Id);
        clock.Property(one => one.Id).ValueGeneratedNever();
        clock.Property(one => one.Fence).IsConcurrencyToken();
        clock.HasIndex(one => new { one.Handoff, one.Kind, one.Run }).IsUnique();
        clock.HasIndex(one => new { one.NextFireAt, one.Id }).HasFilter($"\"{nameof(ClockRow.NextFireAt)}\" IS NOT NULL");
        clock.HasOne<HandoffRow>().WithMany().HasForeignKey(one => one.Handoff).OnDelete(DeleteBehavior.Restrict);

        // A client has one such clock, which begins anew; what a client may have several of brings an index of its own.
        clock.HasIndex(one => one.Client, "IX_Clocks_ClientIdle").IsUnique().HasFilter($"\"{nameof(ClockRow.Kind)}\" = {(int)ClockKind.ClientIdle}");
        clock.HasOne<ClientRow>().WithMany().HasForeignKey(one => one.Client).OnDelete(DeleteBehavior.Restrict);
        clock.ToTable(table => table.HasCheckConstraint(
            "CK_Clocks_OfOne", $"(\"{nameof(ClockRow.Handoff)}\" IS NULL) <> (\"{nameof(ClockRow.Client)}\" IS NULL)"));
    });

    private static void Deliveries(ModelBuilder model)
    {
        model.Entity<DeliveryRow>(delivery =>
        {
            delivery.HasKey(one => one.Id);
            delivery.Property(one => one.Id).ValueGeneratedNever();
            // Whoever lost their lease writes nothing over the mark of who took it.
            delivery.Property(one => one.LeasedBy).IsConcurrencyToken();
            delivery.HasIndex(one => one.DedupeKey).IsUnique();
            var open = $"\"{nameof(DeliveryRow.State)}\" IN ({(int)DeliveryState.Pending}, {(int)DeliveryState.Unknown})";
            // By it the open ones are found, few of which wait for their time.
            delivery.HasIndex(one => new { one.Lane, one.Order }, "IX_Deliveries_Lane").HasFilter(open);
            // By it a ping finds the one that it may wait for, among however many are on their way to the same person.
            delivery.HasIndex(one => new { one.Lane, one.DueAt }, "IX_Deliveries_Pings").HasFilter($"\"{nameof(DeliveryRow.Kind)}\" = '{nameof(IntentKind.Ping)}' AND {open}");
            delivery.HasIndex(one => one.Clock, "IX_Deliveries_Clock").HasFilter($"\"{nameof(DeliveryRow.Clock)}\" IS NOT NULL AND {open}");
            delivery.HasIndex(one => new { one.Handoff, one.Kind });
        });
        model.Entity<CardRow>(card =>
        {
            card.HasKey(one => new { one.Platform, one.Workspace, one.Channel, one.Message });
            card.HasIndex(one => new { one.Handoff, one.Role });
            card.HasOne<HandoffRow>().WithMany().HasForeignKey(one => one.Handoff).OnDelete(DeleteBehavior.Restrict);
            card.Ignore(one => one.Ref);
        });
        model.Entity<PromiseCardRow>(card =>
        {
            card.HasKey(one => new { one.Platform, one.Workspace, one.Channel, one.Message });
            // No reference, whose check would lock a promise that its own command holds: none is ever deleted.
            card.HasIndex(one => one.Commitment);
            card.Ignore(one => one.Ref);
        });
        model.Entity<NoticeRow>(notice =>
        {
            notice.HasKey(one => new { one.Platform, one.Workspace, one.Channel, one.Message });
            notice.HasIndex(one => one.Notice);
            notice.HasIndex(one => one.Handoff);
            notice.HasOne<HandoffRow>().WithMany().HasForeignKey(one => one.Handoff).OnDelete(DeleteBehavior.Restrict);
            notice.Ignore(one => one.Ref);
        });
    }
}
