#include "resolver/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/timestamp.h"
#include "base/warning.h"
#include "resolver/builtin/images.h"
#include "resolver/inference.h"

#define IMAGES_MAX ((size_t)4 * 1024 * 1024)

/* Images by pointer, so that sorting moves little. */
struct list {
    struct ap_image **images; /* owned; what they point to is in the arena */
    size_t count;
    size_t room;
};

struct ap_catalogue {
    struct ap_arena arena;
    struct list images;     /* sorted by id and region, the last added alone */
    struct list attributes; /* likewise by id: images with launch permissions and product codes */
};

enum amiplan_status ap_catalogue_new(struct ap_catalogue **out, struct amiplan_error *err)
{
    struct ap_catalogue *catalogue = calloc(1, sizeof(*catalogue));

    if (!catalogue)
        return ap_fail_memory(err);
    *out = catalogue;
    return AMIPLAN_OK;
}

void ap_catalogue_free(struct ap_catalogue *catalogue)
{
    if (!catalogue)
        return;
    free(catalogue->images.images);
    free(catalogue->attributes.images);
    ap_arena_done(&catalogue->arena);
    free(catalogue);
}

/* ---- adding ---- */

/* Attributes hold for any region: theirs is NULL. */
static int compare(const struct ap_image *a, const struct ap_image *b)
{
    int order = strcmp(a->id, b->id);

    if (order == 0 && a->region && b->region)
        order = strcmp(a->region, b->region);
    return order;
}

static enum amiplan_status append(struct list *list, struct ap_image *image,
                                  struct amiplan_error *err)
{
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 64;
        struct ap_image **grown;

        if (list->count >= IMAGES_MAX)
            return ap_fail(err, AMIPLAN_ERR_SYNTAX, image->source, "more than %zu images",
                           IMAGES_MAX);
        grown = realloc(list->images, room * sizeof(struct ap_image *));
        if (!grown)
            return ap_fail_memory(err);
        list->images = grown;
        list->room = room;
    }
    list->images[list->count++] = image;
    return AMIPLAN_OK;
}

/* Merges the sorted halves [0, middle) and [middle, count) of from into to. Equal items keep their
 * order, which qsort() does not promise. */
static void merge(struct ap_image *const *from, size_t middle, size_t count, struct ap_image **to)
{
    size_t left = 0;
    size_t right = middle;

    for (size_t i = 0; i < count; i++) {
        bool take_left = left < middle && (right == count || compare(from[left], from[right]) <= 0);
        to[i] = take_left ? from[left++] : from[right++];
    }
}

static void sort_run(struct ap_image **images, size_t count, struct ap_image **scratch)
{
    size_t middle = count / 2;

    if (count < 2)
        return;
    sort_run(images, middle, scratch);
    sort_run(images + middle, count - middle, scratch);
    merge(images, middle, count, scratch);
    memcpy(images, scratch, count * sizeof(struct ap_image *));
}

/* What comes later lies over what came before: attributes add to each other, images replace. */
static enum amiplan_status sort(struct list *list, bool overlay, struct amiplan_error *err)
{
    struct ap_image **scratch;
    size_t kept = 0;

    if (list->count < 2)
        return AMIPLAN_OK;
    scratch = malloc(list->count * sizeof(struct ap_image *));
    if (!scratch)
        return ap_fail_memory(err);
    sort_run(list->images, list->count, scratch);
    free(scratch);
    for (size_t i = 1; i < list->count; i++) {
        if (compare(list->images[kept], list->images[i]) != 0)
            list->images[++kept] = list->images[i];
        else if (overlay)
            ap_image_overlay(list->images[kept], list->images[i]);
        else
            list->images[kept] = list->images[i];
    }
    list->count = kept + 1;
    return AMIPLAN_OK;
}

/* One document being added; its texts are in the catalogue's arena. */
struct reader {
    struct ap_catalogue *catalogue;
    struct ap_json_doc doc;
    const char *region;
    const char *as_of;
    bool attributes;
};

static enum amiplan_status read_record(const struct reader *reader, const struct ap_json *record,
                                       struct amiplan_error *err)
{
    struct ap_arena *arena = &reader->catalogue->arena;
    struct ap_image *image = ap_arena_alloc(arena, sizeof(*image));
    enum amiplan_status status;

    if (!image)
        return ap_fail_memory(err);
    if (reader->attributes)
        status = ap_image_read_attributes(&reader->doc, record, arena, image, err);
    else
        status =
            ap_image_read(&reader->doc, record, reader->region, reader->as_of, arena, image, err);
    if (status)
        return status;
    return append(reader->attributes ? &reader->catalogue->attributes : &reader->catalogue->images,
                  image, err);
}

/* A record that is wrong is kept out. Fails with MEMORY only. */
static enum amiplan_status add_record(const struct reader *reader, const struct ap_json *record,
                                      struct ap_warnings *warnings, struct amiplan_error *err)
{
    enum amiplan_status status = read_record(reader, record, ap_warnings_why(warnings));

    if (status == AMIPLAN_ERR_MEMORY)
        return ap_fail_memory(err);
    if (status)
        ap_warnings_add(warnings);
    return AMIPLAN_OK;
}

static enum amiplan_status add_records(const struct reader *reader, const struct ap_json *list,
                                       amiplan_warn_fn *warn, void *user, struct amiplan_error *err)
{
    struct ap_warnings warnings = { .warn = warn, .user = user };
    enum amiplan_status status = AMIPLAN_OK;
    enum amiplan_status sorted;

    for (const struct ap_json *item = ap_json_first(list); item && !status;
         item = ap_json_next(item))
        status = add_record(reader, item, &warnings, err);
    ap_warnings_end(&warnings, reader->doc.name);
    /* Also after a failure, since finding wants the order. */
    sorted = reader->attributes ? sort(&reader->catalogue->attributes, true, err)
                                : sort(&reader->catalogue->images, false, err);
    return status ? status : sorted;
}

enum amiplan_status ap_catalogue_add_images(struct ap_catalogue *catalogue, const char *region,
                                            int64_t as_of_s, const struct ap_json_doc *doc,
                                            amiplan_warn_fn *warn, void *user,
                                            struct amiplan_error *err)
{
    struct ap_arena *arena = &catalogue->arena;
    const struct ap_json *list = NULL;
    char date[AP_DATE_BYTES];

    if (ap_json_is_array(doc->root)) {
        list = doc->root;
    } else if (ap_json_is_object(doc->root)) {
        enum amiplan_status status = ap_json_get_array(doc, doc->root, "Images", &list, err);
        if (status)
            return status;
    }
    if (!list)
        return ap_json_fail(doc, doc->root, err,
                            "no images: what aws ec2 describe-images prints is wanted "
                            "({\"Images\": [...]})");
    ap_timestamp_format_date(as_of_s, date);
    const struct reader reader = {
        .catalogue = catalogue,
        .doc = { ap_arena_copy(arena, doc->name ? doc->name : ""), doc->root },
        .region = ap_arena_copy(arena, region),
        .as_of = as_of_s ? ap_arena_copy(arena, date) : NULL,
    };
    if (!reader.doc.name || !reader.region || (as_of_s && !reader.as_of))
        return ap_fail_memory(err);
    return add_records(&reader, list, warn, user, err);
}

enum amiplan_status ap_catalogue_add_attributes(struct ap_catalogue *catalogue,
                                                const struct ap_json_doc *doc,
                                                amiplan_warn_fn *warn, void *user,
                                                struct amiplan_error *err)
{
    const struct reader reader = {
        .catalogue = catalogue,
        .doc = { ap_arena_copy(&catalogue->arena, doc->name ? doc->name : ""), doc->root },
        .attributes = true,
    };

    if (!reader.doc.name)
        return ap_fail_memory(err);
    if (ap_json_is_array(doc->root))
        return add_records(&reader, doc->root, warn, user, err);
    if (!ap_json_member(doc->root, "ImageId"))
        return ap_json_fail(doc, doc->root, err,
                            "no attributes of an image: what aws ec2 describe-image-attribute "
                            "prints is wanted ({\"ImageId\": ..., \"LaunchPermissions\": [...]})");
    struct ap_warnings warnings = { .warn = warn, .user = user };
    enum amiplan_status status = add_record(&reader, doc->root, &warnings, err);
    enum amiplan_status sorted = sort(&catalogue->attributes, true, err);
    return status ? status : sorted;
}

/* ---- finding ---- */

/* The first image of the list that is not before id and region. */
static size_t lower_bound(const struct list *list, const char *id, const char *region)
{
    const struct ap_image key = { .id = id, .region = region };
    size_t low = 0;
    size_t high = list->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(list->images[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct ap_image *find_in(const struct list *list, const char *id, const char *region)
{
    const struct ap_image key = { .id = id, .region = region };
    size_t i = lower_bound(list, id, region);

    return i < list->count && compare(list->images[i], &key) == 0 ? list->images[i] : NULL;
}

static const char *builtin_cell(size_t row, size_t column)
{
    const struct ap_table table = ap_images_table();

    return ap_table_cell(&table, row, column);
}

/* The first row of that id in the built-in images; rows of an id stand together. */
static size_t first_builtin(const char *id)
{
    const struct ap_table table = ap_images_table();
    const char *const keys[] = { id };
    size_t row = 0;

    ap_table_find(&table, keys, 1, &row);
    return row;
}

static bool is_builtin(size_t row, const char *id)
{
    return row < AP_IMAGES_ROWS && strcmp(builtin_cell(row, AP_IMAGES_IMAGE_ID), id) == 0;
}

static enum amiplan_status find_builtin(const char *region, const char *id, struct ap_arena *arena,
                                        struct ap_image *image, const char **created_by,
                                        struct amiplan_error *err)
{
    for (size_t row = first_builtin(id); is_builtin(row, id); row++) {
        const char *bound = builtin_cell(row, AP_IMAGES_CREATED_BY);

        if (strcmp(builtin_cell(row, AP_IMAGES_REGION), region) != 0)
            continue;
        *created_by = *bound ? bound : NULL;
        return ap_image_read_builtin(row, arena, image, err);
    }
    return AMIPLAN_OK;
}

enum amiplan_status ap_catalogue_find(const struct ap_catalogue *catalogue, const char *region,
                                      const char *id, struct ap_arena *arena,
                                      const struct ap_image **out, struct amiplan_error *err)
{
    const struct ap_image *recorded = find_in(&catalogue->images, id, region);
    const struct ap_image *attributes = find_in(&catalogue->attributes, id, NULL);
    struct ap_image image = { .id = NULL };
    const char *created_by = NULL;
    enum amiplan_status status = AMIPLAN_OK;

    if (recorded)
        image = *recorded;
    else
        status = find_builtin(region, id, arena, &image, &created_by, err);
    if (status)
        return status;
    if (!image.id) {
        *out = NULL;
        return AMIPLAN_OK;
    }
    if (attributes)
        ap_image_overlay(&image, attributes);
    status = ap_image_infer(&image, created_by, arena, err);
    if (status)
        return status;
    struct ap_image *copy = ap_arena_alloc(arena, sizeof(*copy));
    if (!copy)
        return ap_fail_memory(err);
    *copy = image;
    *out = copy;
    return AMIPLAN_OK;
}

static void add_region(const char *found, const char *region, const char **out, size_t max,
                       size_t *count)
{
    if (*count == max || (region && strcmp(found, region) == 0))
        return;
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(out[i], found) == 0)
            return;
    }
    out[(*count)++] = found;
}

size_t ap_catalogue_regions_of(const struct ap_catalogue *catalogue, const char *id,
                               const char *region, const char **out, size_t max)
{
    const struct list *list = &catalogue->images;
    size_t count = 0;

    for (size_t i = lower_bound(list, id, "");
         i < list->count && strcmp(list->images[i]->id, id) == 0; i++)
        add_region(list->images[i]->region, region, out, max, &count);
    for (size_t row = first_builtin(id); is_builtin(row, id); row++)
        add_region(builtin_cell(row, AP_IMAGES_REGION), region, out, max, &count);
    return count;
}
