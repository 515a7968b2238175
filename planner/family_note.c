/*
 * The user's texts are cited as the fact sheets number them: S0, on virtualization and older
 * families (about 2014), and S1, on AMIs in general (about 2024).
 */
#include "planner/family_note.h"

#include <string.h>

#include "base/error.h"

#define S0 "user's text S0"
#define S1 "user's text S1"

/* clang-format off */
static const struct ap_family_note notes[] = {
    { "c1 m1 m2 t1", "D-1",
      "HVM: DescribeInstanceTypes lists hvm, but EC2 refused Linux HVM images in recorded launches "
      "of 2015 to 2017 and the user's texts name the family for PV alone; HVM is sure for Windows "
      "only", NULL },
    { "c1 m1 m2 x1", "D-2",
      "instance-store root: DescribeInstanceTypes has it, AWS's list of 2023 (C3, D2, G2, I2, M3, "
      "R3) does not", NULL },
    { "hi1 hs1", "D-3",
      "PV: lists differ; S0 has hi1 and hs1, S1 neither, AWS's guide of 2023 hs1 only", NULL },
    { "c3 m3", "D-9",
      "generation: S0 calls C3 and M3 current, DescribeInstanceTypes previous", NULL },
    { "cc2 cr1 hs1", "DF-4",
      "generation: AWS's guide of 2023 lists the family as current, other sources as previous",
      NULL },
    { "mac1 mac2 mac2-m1ultra mac2-m2 mac2-m2pro mac-m3ultra mac-m4 mac-m4max mac-m4pro", "D-15",
      "boot mode: DescribeInstanceTypes says legacy-bios, which means nothing for a Mac", NULL },

    { "c1 m1 m2 t1",       NULL, "PV",                                   S0 },
    { "c3 m3",             NULL, "PV, and HVM as a current generation",  S0 },
    { "hi1 hs1",           NULL, "PV and HVM",                           S0 },
    { "cc2 cr1",           NULL, "HVM only",                             S0 },
    { "c1 c3 m1 m2 m3 t1", NULL, "PV",                                   S1 },
};
/* clang-format on */

size_t ap_family_note_count(void)
{
    return AP_COUNT(notes);
}

const struct ap_family_note *ap_family_note_at(size_t index)
{
    return &notes[index];
}

bool ap_family_note_names(const struct ap_family_note *note, const char *family)
{
    size_t len = strlen(family);

    for (const char *at = strstr(note->families, family); at; at = strstr(at + 1, family)) {
        bool begins = at == note->families || at[-1] == ' ';
        if (begins && (at[len] == ' ' || at[len] == '\0'))
            return true;
    }
    return false;
}
