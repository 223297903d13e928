using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Changes the settings of a study until it is closed; its name and instructions only while it is a draft.</summary>
public sealed class EditStudy(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, StudyEdit edit, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "studies.edited", edit.ToString());
        return StudyChange.RunAsync(databases, clock, study, audit, (db, found, _) => EditAsync(db, found, edit, cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<string>?> EditAsync(PortalDb db, Study study, StudyEdit edit, CancellationToken cancellationToken)
    {
        if (!StudyLifecycle.TakesReaders(study.State)) return [$"This study is {StudyLifecycle.Word(study.State)}; nothing of it can be changed."];
        var (name, instructions) = (edit.Name.Trim(), edit.Instructions.Trim());
        var problems = edit.Settings.Problems().ToList();
        if (name.Length == 0) problems.Add("The study has no name.");
        if (study.State != StudyState.Draft && (name, instructions) != (study.Name, study.Instructions))
            problems.Add($"The name and the instructions are what readers see; they cannot change because the study is {StudyLifecycle.Word(study.State)}.");
        if (await db.Set<Study>().AnyAsync(s => s.Name == name && s.Id != study.Id, cancellationToken))
            problems.Add($"There is already a study named '{name}'; choose another name.");
        if (problems.Count > 0) return problems;

        (study.Name, study.Instructions, study.Settings) = (name, instructions, edit.Settings);
        return null;
    }
}

/// <summary>The parts of a study that can be edited, as they shall be.</summary>
public sealed record StudyEdit(string Name, string Instructions, StudySettings Settings);
