using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Changes the settings of a study until it is closed; its name and instructions only while it is a draft.</summary>
public sealed class EditStudy(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, StudyEdit edit, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "studies.edited");
        return StudyChange.RunAsync(databases, clock, study, audit, (db, found, _) => EditAsync(db, found, edit.Trimmed, audit, cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<string>?> EditAsync(PortalDb db, Study study, StudyEdit edit, StudyAudit audit, CancellationToken cancellationToken)
    {
        if (!StudyLifecycle.TakesReaders(study.State)) return [$"This study is {StudyLifecycle.Word(study.State)}; nothing of it can be changed."];
        var problems = edit.Settings.Problems().ToList();
        if (edit.Name.Length == 0) problems.Add("The study has no name.");
        if (study.State != StudyState.Draft && (edit.Name, edit.Instructions) != (study.Name, study.Instructions))
            problems.Add($"The name and the instructions are what readers see; they cannot change because the study is {StudyLifecycle.Word(study.State)}.");
        if (await db.Set<Study>().AnyAsync(s => s.Name == edit.Name && s.Id != study.Id, cancellationToken))
            problems.Add($"There is already a study named '{edit.Name}'; choose another name.");
        if (problems.Count > 0) return problems;

        audit.Details = edit.ChangesFrom(new StudyEdit(study.Name, study.Instructions, study.Settings));
        (study.Name, study.Instructions, study.Settings) = (edit.Name, edit.Instructions, edit.Settings);
        return null;
    }
}

/// <summary>The parts of a study that can be edited, as they shall be.</summary>
public sealed record StudyEdit(string Name, string Instructions, StudySettings Settings)
{
    internal StudyEdit Trimmed => this with { Name = Name.Trim(), Instructions = Instructions.Trim() };

    internal string ChangesFrom(StudyEdit before) => string.Join(
        "; ", before.InWords.Zip(InWords).Where(part => part.First != part.Second).Select(part => $"{part.First.What}: {part.First.Value} -> {part.Second.Value}"))
        is { Length: > 0 } changes ? changes : "nothing changed";

    private IEnumerable<(string What, string Value)> InWords => [("name", Name), ("instructions", Instructions), .. Settings.InWords];
}
